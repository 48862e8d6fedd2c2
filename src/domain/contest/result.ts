import { isRealDay, localTime } from '../clock.ts';
import { majorityOf } from '../commission.ts';
import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import type { ApproveResult, CallRepeat, TabulateResult } from './commands.ts';
import type { ContestEvent } from './events.ts';
import { type BallotStage, candidatesWho, type Seat, type Tabulated, type TabulatedStage } from './state.ts';

/** From the tabulation to the certificate: who is elected. */

export function tabulate(
  command: TabulateResult,
  state: BallotStage | TabulatedStage,
  { rules }: ElectionFacts,
): Decision<ContestEvent> {
  const { at, facts } = command;
  if (!facts.tabulation) return new Refusal('state', 'NOTHING_TO_TABULATE', 'No results of this contest are recorded.');
  const { uncounted, changedAt: _, ...figures } = facts.tabulation;
  if (uncounted.length > 0) return uncountedPrecincts(uncounted);
  return (
    tooFewLeft(state, rules) ?? [{ type: 'ResultTabulated', data: { ...figures, votes: { ...figures.votes }, at } }]
  );
}

/** Candidates may withdraw after the ballot text is approved, and leave nobody to be elected, or nobody against. */
function tooFewLeft(state: Seat, { minimumCandidates }: RuleSet): Refusal | undefined {
  const left = candidatesWho(state, 'registered').length;
  if (left >= minimumCandidates) return undefined;
  const words = `${left} candidates are left, ${minimumCandidates} are needed.`;
  return new Refusal('state', 'TOO_FEW_CANDIDATES', words, { article: 'ch. 13-1' });
}

function uncountedPrecincts(codes: readonly string[]): Refusal {
  const shown = codes.slice(0, 10).join(', ') + (codes.length > 10 ? ' and others' : '');
  return new Refusal('state', 'BALLOT_BOXES_OPEN', `${codes.length} precincts are not counted: ${shown}.`);
}

export function approve(
  command: ApproveResult,
  state: TabulatedStage,
  { rules }: ElectionFacts,
): Decision<ContestEvent> {
  const { official, position, at, facts } = command;
  const { members, revision } = facts.commission;
  const { tabulated } = state;
  if (position !== tabulated.position) {
    return new Refusal('state', 'TABULATION_REPLACED', `The result was tabulated at position ${tabulated.position}.`, {
      field: '/position',
    });
  }
  if (!members.some((member) => member.official === official)) {
    return new Refusal(
      'entitlement',
      'NOT_A_MEMBER',
      'Only members of the commission that conducts the contest approve its result.',
      { article: 'art. 20' },
    );
  }
  if (tabulated.approvedBy.includes(official)) {
    return new Refusal('state', 'APPROVED_ALREADY', 'Nobody approves a result twice.', { article: 'art. 20' });
  }
  if (!facts.tabulation || facts.tabulation.changedAt > tabulated.position) {
    return new Refusal(
      'state',
      'RECORDED_SINCE_TABULATION',
      'Something of this contest was recorded after the tabulation: tabulate again.',
    );
  }
  if (facts.tabulation.uncounted.length > 0) return uncountedPrecincts(facts.tabulation.uncounted);
  const tooFew = tooFewLeft(state, rules);
  if (tooFew) return tooFew;
  const voice: ContestEvent = { type: 'ResultApproved', data: { official, position, commission: revision, at } };
  const current = new Set(members.map((member) => member.official));
  const voices = tabulated.approvedBy.filter((each) => current.has(each)).length + 1;
  return voices < majorityOf(members) ? [voice] : [voice, outcome(tabulated, state, at)];
}

/**
 * The candidate with more votes than any other is elected; "against all" is counted, without legal effect (art. 113-10).
 * Who withdrew after the ballot text was approved keeps a line on it, and cannot win.
 */
function outcome({ position, digest, votes: byCandidate }: Tabulated, state: Seat, at: string): ContestEvent {
  const standing = candidatesWho(state, 'registered');
  const votes = Math.max(...standing.map((candidate) => byCandidate[candidate] ?? 0));
  const first = standing.filter((candidate) => (byCandidate[candidate] ?? 0) === votes);
  return first.length === 1
    ? { type: 'ResultCertified', data: { position, digest, winner: first[0]!, votes, at } }
    : { type: 'TieDeclared', data: { position, digest, candidates: first, votes, at } };
}

export function callRepeat(command: CallRepeat, election: ElectionFacts): Decision<ContestEvent> {
  const { votingDay, at } = command;
  const { repeat, withinMonths, article } = election.rules.tie;
  if (!isRealDay(votingDay))
    return new Refusal('input', 'NO_SUCH_DAY', `${votingDay} is no day.`, { field: '/votingDay' });
  const today = localTime(at, election.timeZone).slice(0, 10);
  const first = election.votingDay > today ? election.votingDay : today;
  const last = monthsAfter(election.votingDay, withinMonths);
  if (votingDay <= first || votingDay > last) {
    const words = `The repeat is held after ${first}, on ${last} at the latest.`;
    return new Refusal('input', 'REPEAT_OUT_OF_TIME', words, { field: '/votingDay', ...(article ? { article } : {}) });
  }
  return [{ type: repeat === 'voting' ? 'RepeatVotingCalled' : 'RepeatElectionCalled', data: { votingDay, at } }];
}

/** The same day so many months on; the last of that month where it has no such day. */
function monthsAfter(day: string, months: number): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months];
  const end = new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10);
  const same = `${end.slice(0, 8)}${day.slice(8)}`;
  return same < end ? same : end;
}
