import { addDays, isRealDay, localTime } from '../clock.ts';
import type { Decider, Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import { notInTheFuture } from '../rules/calendar.ts';
import { approveBallotText } from './ballot-text.ts';
import type { CallContest, ContestCommand } from './commands.ts';
import type { ContestEvent } from './events.ts';
import * as nomination from './nomination.ts';
import * as registration from './registration.ts';
import * as result from './result.ts';
import { type CalledContest, type CandidateState, type ContestState, evolveContest } from './state.ts';

export const contestDecider: Decider<ContestCommand, ContestState, ContestEvent> = {
  initialState: undefined,
  evolve: evolveContest,
  decide(command, state): Decision<ContestEvent> {
    const { election } = command.facts;
    if (!election) return new Refusal('unknown', 'ELECTION_UNKNOWN', 'There is no such election.');
    const early = notInTheFuture(command);
    if (early) return early;
    if (command.type === 'CallContest') return call(command, state, election);
    if (!state) return new Refusal('unknown', 'CONTEST_UNKNOWN', 'The contest is not called.');
    return ended(command, state) ?? decideOn(command, state, election);
  },
};

type LaterCommand = Exclude<ContestCommand, CallContest>;

function decideOn(command: LaterCommand, state: CalledContest, election: ElectionFacts): Decision<ContestEvent> {
  switch (command.type) {
    case 'ExtendNomination':
      return beforeBallotText(state) ?? nomination.extend(command, state, election);
    case 'NominateCandidate':
      return beforeBallotText(state) ?? nomination.nominate(command, state, election);
    case 'VerifySignatures':
      return onCandidate(command.candidate, state, (candidate) => registration.verifySignatures(command, candidate));
    case 'CheckEligibility':
      return onCandidate(command.candidate, state, (candidate) => registration.checkEligibility(command, candidate));
    case 'RegisterCandidate':
      return (
        beforeBallotText(state) ??
        onCandidate(command.candidate, state, (candidate) => registration.register(command, candidate, election))
      );
    case 'RefuseRegistration':
      return onCandidate(command.candidate, state, (candidate) => registration.refuse(command, candidate, election));
    case 'WithdrawCandidate':
      return onCandidate(command.candidate, state, (candidate) => registration.withdraw(command, candidate, election));
    case 'ApproveBallotText':
      return approveBallotText(command, state, election);
    case 'TabulateResult':
      return result.tabulate(command, state);
    case 'ApproveResult':
      return result.approve(command, state);
    case 'CallRepeat':
      return result.callRepeat(command, state, election);
  }
}

function call(command: CallContest, state: ContestState, election: ElectionFacts): Decision<ContestEvent> {
  const { area, name, againstAll, termEnds, at, facts } = command;
  const { rules, timeZone, votingDay } = election;
  const [constituency] = facts.ancestry;
  if (state) return new Refusal('state', 'CONTEST_CALLED', 'A contest with this code is called.', { field: '/code' });
  if (!constituency)
    return new Refusal('unknown', 'AREA_UNKNOWN', `Area ${area} is not registered.`, { field: '/area' });
  const district = facts.ancestry.find(({ level }) => level === 'district');
  const commission = command.commission ?? (rules.conductedBy === 'district' ? (district ?? constituency).code : area);
  if (!facts.ancestry.some(({ code }) => code === commission)) {
    return new Refusal('input', 'COMMISSION_ELSEWHERE', `Area ${commission} does not hold the constituency.`, {
      field: '/commission',
    });
  }
  const called = localTime(at, timeZone).slice(0, 10);
  if (rules.calendar && called >= votingDay) {
    return new Refusal('input', 'CALLED_AFTER_THE_VOTE', `The vote is on ${votingDay}.`, { field: '/at' });
  }
  if (termEnds !== null) {
    if (!isRealDay(termEnds))
      return new Refusal('input', 'NO_SUCH_DAY', `${termEnds} is no day.`, { field: '/termEnds' });
    const limit = rules.calendar?.calledBeforeTermEnds;
    if (limit && called > addDays(termEnds, -limit.days)) {
      const words = `An election is called at least ${limit.days} days before the term ends, on ${addDays(termEnds, -limit.days)} at the latest.`;
      return new Refusal('state', 'CALLED_TOO_LATE', words, { article: limit.article, field: '/termEnds' });
    }
  }
  return [{ type: 'ContestCalled', data: { area, commission, name, againstAll, termEnds, at } }];
}

/** After an outcome nothing changes any more; a tie leads to a repeat alone. */
function ended(command: LaterCommand, { outcome }: CalledContest): Refusal | undefined {
  switch (outcome?.kind) {
    case undefined:
      return undefined;
    case 'certified':
      return new Refusal('state', 'RESULT_CERTIFIED', 'The result of this contest is certified.', {
        article: 'art. 44',
      });
    case 'tie':
      if (command.type === 'CallRepeat') return undefined;
      return new Refusal('state', 'TIE_DECLARED', 'A tie was declared: a repeat is to be called.', {
        article: 'art. 113-10',
      });
    case 'repeat-called':
      return new Refusal('state', 'REPEAT_CALLED', `A repeat was called for ${outcome.votingDay}.`);
  }
}

function beforeBallotText({ lines }: CalledContest): Refusal | undefined {
  return (
    lines &&
    new Refusal('state', 'BALLOT_TEXT_APPROVED', 'The ballot text is approved: who stands on it is settled.', {
      article: 'art. 37',
    })
  );
}

function onCandidate(
  code: string,
  state: CalledContest,
  decide: (candidate: CandidateState) => Decision<ContestEvent>,
): Decision<ContestEvent> {
  const candidate = state.candidates.get(code);
  return candidate
    ? decide(candidate)
    : new Refusal('unknown', 'CANDIDATE_UNKNOWN', `No candidate ${code} is nominated.`);
}
