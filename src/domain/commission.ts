import Type, { type Static } from 'typebox';
import { event } from './event-definition.ts';
import { Name, Official, record } from './fields.ts';

export const Office = Type.Union([
  Type.Literal('chair'),
  Type.Literal('deputy'),
  Type.Literal('secretary'),
  Type.Literal('member'),
]);

export const Member = record({ official: Official, name: Name, office: Office });
export type Member = Static<typeof Member>;

/** A commission as composed: of an area (territorial) or of a precinct; a later composition replaces it. */
export const CommissionComposed = event(record({ members: Type.Array(Member, { minItems: 1, maxItems: 99 }) }));

/** A majority of the total membership, not of those present (art. 20). */
export function majorityOf(members: readonly Member[]): number {
  return Math.floor(members.length / 2) + 1;
}
