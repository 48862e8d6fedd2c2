import type { Member } from '../commission.ts';
import { evolveComposedKeys, evolveMemberKeys, type MemberKeys, noKeys } from '../member-keys.ts';
import type { AreaEvent, AreaLevel } from './events.ts';

export interface AreaState {
  /** Absent until the area is registered. */
  readonly registered?: { readonly level: AreaLevel; readonly parent: string | null };
  /** The commission's members as last composed. */
  readonly members: readonly Member[];
  /** What they sign with. */
  readonly keys: MemberKeys;
}

/** What others may rest on: an area, once registered, stays as it is. */
export interface AreaFacts {
  readonly level: AreaLevel;
  readonly parent: string | null;
}

export const initialArea: AreaState = { members: [], keys: noKeys };

export function evolveArea(state: AreaState, event: AreaEvent): AreaState {
  switch (event.type) {
    case 'AreaRegistered':
      return { ...state, registered: { level: event.data.level, parent: event.data.parent } };
    case 'CommissionComposed':
      return { ...state, members: event.data.members, keys: evolveComposedKeys(state.keys, event.data.members) };
    case 'MemberKeyProposed':
    case 'MemberKeyConfirmed':
    case 'MemberKeyRevocationProposed':
    case 'MemberKeyRevoked':
      return { ...state, keys: evolveMemberKeys(state.keys, event) };
  }
}
