import type { Decider, Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import { notInTheFuture } from '../rules/calendar.ts';
import { appeal, decideAppeal } from './appeal.ts';
import { approveBallotText } from './ballot-text.ts';
import { call } from './calling.ts';
import type { CallContest, ContestCommand } from './commands.ts';
import type { ContestEvent } from './events.ts';
import { evolveContest } from './evolve.ts';
import { invalidate, propose } from './invalidation.ts';
import * as leaving from './leaving.ts';
import * as nomination from './nomination.ts';
import { prolong } from './prolongation.ts';
import { finality, publish, registerAkim } from './publication.ts';
import * as registration from './registration.ts';
import { callRepeat } from './repeat.ts';
import * as result from './result.ts';
import {
  type CandidateState,
  type CertifiedStage,
  type ContestState,
  initialContest,
  type InvalidatedStage,
  type OpenContest,
  type TieStage,
} from './state.ts';

/** A command on a contest that is called. */
type Act = Exclude<ContestCommand, CallContest>;

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
    if (state.stage === 'not-called') return new Refusal('unknown', 'CONTEST_UNKNOWN', 'The contest is not called.');
    // All that is reckoned by the voting day is reckoned by the contest's own, once it is prolonged.
    const dated = { ...election, votingDay: state.votingDay ?? election.votingDay };
    switch (state.stage) {
      case 'nomination':
      case 'ballot-approved':
      case 'tabulated':
        return decideOpen(command, state, election, dated);
      case 'certified':
        return decideCertified(command, state, dated);
      case 'tie':
        return decideTie(command, state, dated);
      case 'invalidated':
        return decideInvalidated(command, state, dated);
      case 'repeat-called':
        return new Refusal('state', 'REPEAT_CALLED', `A repeat was called for ${state.repeat.votingDay}.`, {
          article: 'ch. 13-1',
        });
    }
  },
};

/** @param called the election as called; `election` is the same on the contest's own voting day */
function decideOpen(
  command: Act,
  state: OpenContest,
  called: ElectionFacts,
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
        ? onCandidate(command.candidate, (candidate) => registration.register(command, candidate, state, election))
        : settled();
    case 'RefuseRegistration':
      return onCandidate(command.candidate, (candidate) => registration.refuse(command, candidate, election));
    case 'WithdrawCandidate':
      return onCandidate(command.candidate, (candidate) => leaving.withdraw(command, candidate, election));
    case 'RevokeNomination':
      return onCandidate(command.candidate, (candidate) => leaving.revoke(command, candidate, election));
    case 'CancelRegistration':
      return onCandidate(command.candidate, (candidate) => leaving.cancel(command, candidate, election));
    case 'AppealRegistration':
      return onCandidate(command.candidate, (candidate) => appeal(command, candidate, election));
    case 'DecideAppeal':
      return onCandidate(command.candidate, (candidate) => decideAppeal(command, candidate, state, election));
    case 'ProlongContest':
      return prolong(command, state, called, election);
    case 'ApproveBallotText':
      return state.stage === 'nomination' ? approveBallotText(command, state, election) : settled();
    case 'TabulateResult':
      return state.stage === 'nomination' ? noBallotText() : result.tabulate(command, state, election);
    case 'ApproveResult':
      return state.stage === 'tabulated' ? result.approve(command, state, election) : notTabulated();
    case 'PublishResult':
    case 'RegisterAkim':
      return notCertified();
    case 'ProposeInvalidation':
      return state.stage === 'nomination' ? noBallotText() : propose(command);
    case 'InvalidateContest':
      return state.stage === 'nomination' ? noBallotText() : invalidate(command, state.proposal);
    case 'CallRepeat':
      return new Refusal('state', 'NO_TIE', 'Only a tie or an invalidation leads to a repeat.', {
        article: 'ch. 13-1',
      });
  }
}

/** After the certificate nothing changes but by a recount or an invalidation, and after publication nothing at all. */
function decideCertified(command: Act, state: CertifiedStage, election: ElectionFacts): Decision<ContestEvent> {
  switch (command.type) {
    case 'PublishResult':
      return publish(command, state);
    case 'RegisterAkim':
      return registerAkim(command, state);
    case 'TabulateResult':
      return finality(state) ?? result.tabulateAgain(command, state, election) ?? certified();
    case 'ProposeInvalidation':
      return finality(state) ?? propose(command);
    case 'InvalidateContest':
      return finality(state) ?? invalidate(command, state.proposal);
    default:
      return certified();
  }
}

function decideTie(command: Act, state: TieStage, election: ElectionFacts): Decision<ContestEvent> {
  switch (command.type) {
    case 'CallRepeat':
      return callRepeat(command, state, election);
    case 'TabulateResult':
      return result.tabulateAgain(command, state, election) ?? tieDeclared();
    case 'ProposeInvalidation':
      return propose(command);
    case 'InvalidateContest':
      return invalidate(command, state.proposal);
    default:
      return tieDeclared();
  }
}

function decideInvalidated(command: Act, state: InvalidatedStage, election: ElectionFacts): Decision<ContestEvent> {
  if (command.type === 'CallRepeat') return callRepeat(command, state, election);
  return new Refusal('state', 'CONTEST_INVALIDATED', 'The contest is void: a repeat election is to be called.', {
    article: 'ch. 13-1',
  });
}

const settled = () =>
  new Refusal('state', 'BALLOT_TEXT_APPROVED', 'The ballot text is approved: who stands on it is settled.', {
    article: 'art. 37',
  });

const noBallotText = () =>
  new Refusal('state', 'BALLOT_TEXT_NOT_APPROVED', 'The ballot text of this contest is not approved.', {
    article: 'art. 37',
  });

const notTabulated = () =>
  new Refusal('state', 'NOT_TABULATED', 'The result of this contest is not tabulated.', { article: 'art. 14' });

const notCertified = () =>
  new Refusal('state', 'NOT_CERTIFIED', 'The result of this contest is not established.', { article: 'art. 14' });

const certified = () =>
  new Refusal('state', 'RESULT_CERTIFIED', 'The result of this contest is certified.', { article: 'art. 14' });

const tieDeclared = () =>
  new Refusal('state', 'TIE_DECLARED', 'A tie was declared: a repeat is to be called.', { article: 'ch. 13-1' });
