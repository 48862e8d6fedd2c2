import { type Member, majorityOf } from '../../domain/commission.ts';
import type { EventNamed } from '../projection.ts';
import { Rows } from '../rows.ts';

/** A commission as last composed: how many members it has, and how many voices decide. */
export interface Membership {
  readonly members: number;
  readonly majority: number;
}

export function membershipOf(members: readonly Member[]): Membership {
  return { members: members.length, majority: majorityOf(members) };
}

export interface Area extends Readonly<EventNamed<'AreaRegistered'>['data']> {
  readonly code: string;
  /** Codes of the areas directly below, in the order they were registered. */
  readonly children: readonly string[];
  readonly commission: Membership | null;
}

/** All areas of an election. */
export class AreasPart extends Rows<Area> {}
