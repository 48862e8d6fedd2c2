import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import { tooLate } from '../rules/deadlines.ts';
import type { CancelRegistration, RevokeNomination, WithdrawCandidate } from './commands.ts';
import type { ContestEvent } from './events.ts';
import { notNominated } from './registration.ts';
import type { CandidateState } from './state.ts';

/**
 * How a candidate stops standing, until so many days before the vote (ch. 13-1): by will, by the party's, or by the
 * commission's. Whoever leaves after the ballot text is approved keeps a line on it, and cannot win.
 */

export function withdraw(
  command: WithdrawCandidate,
  candidate: CandidateState,
  election: ElectionFacts,
): Decision<ContestEvent> {
  if (!stands(candidate)) return notNominated(candidate);
  return (
    tooLate('withdrawal', command, election, { code: 'WITHDRAWAL_CLOSED', what: 'A candidate could withdraw' }) ?? [
      { type: 'CandidateWithdrawn', data: { candidate: command.candidate, at: command.at } },
    ]
  );
}

export function revoke(
  command: RevokeNomination,
  candidate: CandidateState,
  election: ElectionFacts,
): Decision<ContestEvent> {
  if (!stands(candidate)) return notNominated(candidate);
  if (candidate.nominatedBy !== 'party') {
    return new Refusal('input', 'NOT_NOMINATED_BY_PARTY', 'Only a party takes a nomination back.', {
      article: 'ch. 13-1',
      field: '/candidate',
    });
  }
  const { reason, at } = command;
  return (
    tooLate('withdrawal', command, election, { code: 'REVOCATION_CLOSED', what: 'A nomination could be revoked' }) ?? [
      { type: 'NominationRevoked', data: { candidate: command.candidate, reason, at } },
    ]
  );
}

export function cancel(
  command: CancelRegistration,
  candidate: CandidateState,
  election: ElectionFacts,
): Decision<ContestEvent> {
  if (candidate.status !== 'registered') {
    const words = `The candidate is ${candidate.status}, not registered.`;
    return new Refusal('state', 'CANDIDATE_NOT_REGISTERED', words, { article: 'art. 113-5' });
  }
  const { ground, reason, at } = command;
  const limited = { code: 'CANCELLATION_CLOSED', what: 'A registration could be cancelled' };
  return (
    tooLate('withdrawal', command, election, limited) ?? [
      { type: 'RegistrationCancelled', data: { candidate: command.candidate, ground, reason, at } },
    ]
  );
}

function stands({ status }: CandidateState): boolean {
  return status === 'nominated' || status === 'registered';
}
