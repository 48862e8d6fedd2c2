import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import type { ConfirmCorrection, ProposeCorrection } from './commands.ts';
import type { ProtocolEvent } from './events.ts';
import { noPaperStands } from './standing.ts';
import type { ProtocolState } from './state.ts';

/** A protocol is immutable paper: it is corrected by a recount, or found invalid, by two people, with a reason and evidence. */

export function propose(
  command: ProposeCorrection,
  state: ProtocolState,
  election: ElectionFacts,
): Decision<ProtocolEvent> {
  const { correction, reason, evidence, official, at } = command;
  return (
    refused(command, state, election) ?? [
      { type: 'CorrectionProposed', data: { correction, reason, evidence, official, at } },
    ]
  );
}

export function confirm(
  command: ConfirmCorrection,
  state: ProtocolState,
  election: ElectionFacts,
): Decision<ProtocolEvent> {
  const { correction, official, at } = command;
  const { proposal } = state;
  if (proposal?.correction !== correction) {
    return new Refusal('state', 'CORRECTION_NOT_PROPOSED', 'Nobody has proposed this correction.', {
      field: '/correction',
    });
  }
  if (proposal.official === official) {
    return new Refusal(
      'entitlement',
      'CONFIRMED_BY_THE_SAME',
      'A correction is confirmed by another person than proposed it.',
    );
  }
  const not = refused(command, state, election);
  if (not) return not;
  const { reason, evidence } = proposal;
  const decided = { reason, evidence, proposedBy: proposal.official, official, at };
  if (correction === 'invalidation') return [{ type: 'PrecinctResultInvalidated', data: decided }];
  const by = correction === 'recount-by-precinct' ? 'precinct' : 'commission';
  return [{ type: 'RecountOrdered', data: { round: state.round + 1, by, ...decided } }];
}

function refused(
  { correction, at, facts }: ProposeCorrection | ConfirmCorrection,
  state: ProtocolState,
  { rules }: ElectionFacts,
): Refusal | undefined {
  const none = noPaperStands(state);
  if (none) return none;
  if (correction === 'recount-by-precinct')
    return tooLateForThePrecinct(at, facts.precinct?.closedAt, state, rules.count);
  if (!facts.published) return undefined;
  return new Refusal('state', 'RESULT_PUBLISHED', 'The higher commission corrects a result until it is published.', {
    article: 'art. 14',
  });
}

/** On a proxy's written request, once, within the hours of the count (art. 43). */
function tooLateForThePrecinct(
  at: string,
  closedAt: string | undefined,
  { recountedByPrecinct }: ProtocolState,
  count: { readonly hours: number; readonly article: string } | null,
): Refusal | undefined {
  const article = count?.article ?? 'art. 43';
  if (recountedByPrecinct) {
    return new Refusal('state', 'RECOUNTED_BY_PRECINCT', 'The precinct’s commission recounts once.', { article });
  }
  if (!count || !closedAt || Date.parse(at) <= Date.parse(closedAt) + count.hours * 3_600_000) return undefined;
  return new Refusal(
    'state',
    'RECOUNT_TOO_LATE',
    `The precinct recounts within ${count.hours} hours after the polls closed at ${closedAt}.`,
    {
      article,
      field: '/at',
    },
  );
}
