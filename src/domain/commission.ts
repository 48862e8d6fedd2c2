import Type, { type Static } from 'typebox';
import { revised } from './event-definition.ts';
import { Refusal } from './refusal.ts';
import { Name, Official, PublicKey, record } from './fields.ts';

export const Office = Type.Union([
  Type.Literal('chair'),
  Type.Literal('deputy'),
  Type.Literal('secretary'),
  Type.Literal('member'),
]);

const named = { official: Official, name: Name, office: Office };
const size = { minItems: 1, maxItems: 99 };

/** `key` is what the member signs with, where one is known from the beginning; see `member-keys.ts`. */
export const Member = record({ ...named, key: Type.Optional(PublicKey) });
export type Member = Static<typeof Member>;

/**
 * A commission as composed: of an area (territorial) or of a precinct; a later composition replaces it. Version 1 knew no
 * keys: its members have none, as members without a `key` have today.
 */
export const CommissionComposed = revised(record({ members: Type.Array(Member, size) }), [
  { version: 1, schema: record({ members: Type.Array(record(named), size) }), upcast: (data) => data },
]);

/** A majority of the total membership, not of those present (art. 20). */
export function majorityOf(members: readonly Member[]): number {
  return Math.floor(members.length / 2) + 1;
}

/** Why these people are no commission, if they are none: an odd number, each once, one chair. */
export function compositionFault(members: readonly Member[]): Refusal | undefined {
  if (members.length % 2 === 0)
    return fault('COMMISSION_EVEN', `A commission has an odd number of members, not ${members.length}.`);
  if (new Set(members.map((member) => member.official)).size < members.length) {
    return fault('MEMBER_TWICE', 'The same official stands twice in the commission.');
  }
  const chairs = members.filter((member) => member.office === 'chair').length;
  if (chairs !== 1) return fault('COMMISSION_CHAIR', `A commission has one chair, not ${chairs}.`);
  return undefined;
}

function fault(code: string, message: string): Refusal {
  return new Refusal('input', code, message, { field: '/members' });
}
