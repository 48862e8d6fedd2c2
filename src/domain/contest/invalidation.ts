import type { Decision } from '../decider.ts';
import { samePersonFault } from '../entitlement.ts';
import { Refusal } from '../refusal.ts';
import type { InvalidateContest, ProposeInvalidation } from './commands.ts';
import type { ContestEvent } from './events.ts';
import type { Proposal } from './state.ts';

/** That a contest is void is said by two people, before its result is published (art. 14). */

export function propose({ reason, evidence, official, at }: ProposeInvalidation): Decision<ContestEvent> {
  return [{ type: 'InvalidationProposed', data: { reason, evidence, official, at } }];
}

export function invalidate(command: InvalidateContest, proposal: Proposal | undefined): Decision<ContestEvent> {
  if (!proposal) {
    return new Refusal('state', 'NOT_PROPOSED', 'Nobody has proposed to invalidate this contest.', {
      article: 'art. 14',
    });
  }
  const { official, at } = command;
  const same = samePersonFault(proposal.official, official, { article: 'art. 20' });
  if (same) return same;
  if (Date.parse(at) < Date.parse(proposal.at)) {
    return new Refusal('input', 'BEFORE_ITS_CAUSE', `It was proposed at ${proposal.at}.`, { field: '/at' });
  }
  const { reason, evidence, official: proposedBy } = proposal;
  return [{ type: 'ContestInvalidated', data: { reason, evidence, proposedBy, official, at } }];
}
