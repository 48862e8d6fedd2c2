import type { EventMeta } from './event-meta.ts';
import { type Capacity, proposerLeft, seatFault } from './entitlement.ts';
import type { Refusal } from './refusal.ts';
import type { VoteEventType } from './vote-event.ts';

/**
 * What takes two people of the right body: one proposes, and another confirms. A confirmation is the act of both, so whoever
 * proposed must sit in their commission yet when it is confirmed. Asked is the commission in whose name they proposed, which
 * may be another than the confirming one. Not asked is anything of those who had no seat to lose: of the central commission,
 * and of a commission that is not composed in the record. Proposals of member keys, of which one stream holds many, are
 * judged beside them in `member-keys.ts`.
 */

/** Who has proposed, and in what capacity. */
export interface Proposer extends Capacity {
  readonly official: string;
}

/** A stream holds one kind of proposal, of which the last waits. */
const steps: { readonly [T in VoteEventType]?: 'proposes' | 'settles' } = {
  CompositionProposed: 'proposes',
  CommissionComposed: 'settles',
  CorrectionProposed: 'proposes',
  RecountOrdered: 'settles',
  PrecinctResultInvalidated: 'settles',
  InvalidationProposed: 'proposes',
  ContestInvalidated: 'settles',
};

const confirmations: ReadonlySet<string> = new Set(['ConfirmComposition', 'ConfirmCorrection', 'InvalidateContest']);

/** @param command its name */
export function confirmsProposal(command: string): boolean {
  return confirmations.has(command);
}

/** Whose proposal waits in a stream after an event; `undefined`: none does. */
export function proposerAfter(
  before: Proposer | undefined,
  type: VoteEventType,
  { actor, role, area }: Pick<EventMeta, 'actor' | 'role' | 'area'>,
): Proposer | undefined {
  switch (steps[type]) {
    case 'proposes':
      return { official: actor, role, ...(area === undefined ? {} : { area }) };
    case 'settles':
      return undefined;
    case undefined:
      return before;
  }
}

/** @param members who sits now in the commission in whose name it was proposed; empty: it is composed elsewhere */
export function proposerFault(
  members: readonly { readonly official: string }[],
  { official, area }: Proposer,
): Refusal | undefined {
  return seatFault(members, official, area) && proposerLeft(official);
}
