import type { Decider, Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import { notInTheFuture } from '../rules/calendar.ts';
import { approveBallotText } from './ballot-text.ts';
import { call } from './calling.ts';
import type { CallContest, ContestCommand } from './commands.ts';
import type { ContestEvent } from './events.ts';
import * as nomination from './nomination.ts';
import * as registration from './registration.ts';
import * as result from './result.ts';
import { type CandidateState, type ContestState, evolveContest, initialContest, type OpenContest } from './state.ts';

export const contestDecider: Decider<ContestCommand, ContestState, ContestEvent> = {
  initialState: initialContest,
  evolve: evolveContest,
  decide(command, state): Decision<ContestEvent> {
    const { election } = command.facts;
    if (!election) return new Refusal('unknown', 'ELECTION_UNKNOWN', 'There is no such election.');
    const early = notInTheFuture(command);
    if (early) return early;
    if (command.type === 'CallContest') {
      return state.stage === 'not-called'
        ? call(command, election)
        : new Refusal('state', 'CONTEST_CALLED', 'A contest with this code is called.', { field: '/code' });
    }
    switch (state.stage) {
      case 'not-called':
        return new Refusal('unknown', 'CONTEST_UNKNOWN', 'The contest is not called.');
      case 'nomination':
      case 'ballot-approved':
      case 'tabulated':
        return decideOn(command, state, election);
      // After its end nothing of a contest changes any more; a tie leads to a repeat alone.
      case 'certified':
        return new Refusal('state', 'RESULT_CERTIFIED', 'The result of this contest is certified.');
      case 'tie':
        if (command.type === 'CallRepeat') return result.callRepeat(command, election);
        return new Refusal('state', 'TIE_DECLARED', 'A tie was declared: a repeat is to be called.', {
          article: 'ch. 13-1',
        });
      case 'repeat-called':
        return new Refusal('state', 'REPEAT_CALLED', `A repeat was called for ${state.votingDay}.`);
    }
  },
};

function decideOn(
  command: Exclude<ContestCommand, CallContest>,
  state: OpenContest,
  election: ElectionFacts,
): Decision<ContestEvent> {
  const onCandidate = (code: string, decide: (candidate: CandidateState) => Decision<ContestEvent>) => {
    const candidate = state.candidates.get(code);
    return candidate
      ? decide(candidate)
      : new Refusal('unknown', 'CANDIDATE_UNKNOWN', `No candidate ${code} is nominated.`);
  };
  switch (command.type) {
    case 'ExtendNomination':
      return state.stage === 'nomination' ? nomination.extend(command, state, election) : settled();
    case 'NominateCandidate':
      return state.stage === 'nomination' ? nomination.nominate(command, state, election) : settled();
    case 'VerifySignatures':
      return onCandidate(command.candidate, (candidate) => registration.verifySignatures(command, candidate));
    case 'CheckEligibility':
      return onCandidate(command.candidate, (candidate) => registration.checkEligibility(command, candidate));
    case 'RegisterCandidate':
      return state.stage === 'nomination'
        ? onCandidate(command.candidate, (candidate) => registration.register(command, candidate, election))
        : settled();
    case 'RefuseRegistration':
      return onCandidate(command.candidate, (candidate) => registration.refuse(command, candidate, election));
    case 'WithdrawCandidate':
      return onCandidate(command.candidate, (candidate) => registration.withdraw(command, candidate, election));
    case 'ApproveBallotText':
      return state.stage === 'nomination' ? approveBallotText(command, state, election) : settled();
    case 'TabulateResult':
      return state.stage === 'nomination' ? noBallotText() : result.tabulate(command, state, election);
    case 'ApproveResult':
      return state.stage === 'tabulated' ? result.approve(command, state, election) : notTabulated();
    case 'CallRepeat':
      return new Refusal('state', 'NO_TIE', 'Only a tie leads to a repeat.');
  }
}

const settled = () =>
  new Refusal('state', 'BALLOT_TEXT_APPROVED', 'The ballot text is approved: who stands on it is settled.', {
    article: 'art. 37',
  });

const noBallotText = () =>
  new Refusal('state', 'BALLOT_TEXT_NOT_APPROVED', 'The ballot text of this contest is not approved.', {
    article: 'art. 37',
  });

const notTabulated = () => new Refusal('state', 'NOT_TABULATED', 'The result of this contest is not tabulated.');
