import { majorityOf } from '../commission.ts';
import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import type { ApproveResult, TabulateResult } from './commands.ts';
import type { CheckpointMark, ContestEvent } from './events.ts';
import {
  type BallotStage,
  candidatesWho,
  type CertifiedStage,
  type Seat,
  type Tabulated,
  type TabulatedStage,
  type TieStage,
} from './state.ts';
import type { Tabulation } from './tabulation.ts';

/** From the tabulation to the certificate: who is elected. */

export function tabulate(
  command: TabulateResult,
  state: BallotStage | TabulatedStage | CertifiedStage | TieStage,
  { rules }: ElectionFacts,
): Decision<ContestEvent> {
  const { at, facts } = command;
  if (!facts.tabulation)
    return new Refusal('state', 'NOTHING_TO_TABULATE', 'No results of this contest are recorded.', {
      article: 'art. 14',
    });
  const {
    uncounted,
    discrepancies: _d,
    copiesDiffering: _c,
    unposted: _p,
    changedAt: _,
    ...figures
  } = facts.tabulation;
  if (uncounted.length > 0) return uncountedPrecincts(uncounted);
  const { checkpoint } = facts;
  return (
    tooFewLeft(state, rules) ?? [
      { type: 'ResultTabulated', data: { ...figures, votes: { ...figures.votes }, at, checkpoint } },
    ]
  );
}

/** A result that is established is added up again when something it rests on was recorded since: a recount. */
export function tabulateAgain(
  command: TabulateResult,
  state: CertifiedStage | TieStage,
  election: ElectionFacts,
): Decision<ContestEvent> | undefined {
  const changedAt = command.facts.tabulation?.changedAt ?? -1;
  return changedAt > state.position ? tabulate(command, state, election) : undefined;
}

/** Candidates may leave after the ballot text is approved, and leave nobody to be elected, or nobody against. */
function tooFewLeft(state: Seat, { minimumCandidates }: RuleSet): Refusal | undefined {
  const left = candidatesWho(state, 'registered').length;
  if (left >= minimumCandidates) return undefined;
  const words = `${left} candidates are left, ${minimumCandidates} are needed.`;
  return new Refusal('state', 'TOO_FEW_CANDIDATES', words, { article: 'ch. 13-1' });
}

function uncountedPrecincts(codes: readonly string[]): Refusal {
  return new Refusal('state', 'BALLOT_BOXES_OPEN', `${codes.length} precincts are not counted: ${some(codes)}.`, {
    article: 'art. 14',
  });
}

/** What has to be explained before a result is established: the record's own contradictions, and others' copies. */
function unexplained({ discrepancies, copiesDiffering }: Tabulation): Refusal | undefined {
  if (discrepancies.length > 0) {
    const shown = some(discrepancies.map(({ precinct, relation }) => `${relation} in ${precinct}`));
    const words = `${discrepancies.length} discrepancies are neither explained nor resolved: ${shown}.`;
    return new Refusal('state', 'DISCREPANCIES_UNEXPLAINED', words, { article: 'art. 43' });
  }
  if (copiesDiffering.length === 0) return undefined;
  const words = `Observers’ copies of ${copiesDiffering.length} precincts differ: ${some(copiesDiffering)}.`;
  return new Refusal('state', 'COPIES_UNEXPLAINED', words, { article: 'art. 20-1' });
}

/** Whether a majority signed a paper is judged once it is posted: one kept back would never be asked. */
function unposted({ unposted: precincts }: Tabulation, { protocol }: RuleSet): Refusal | undefined {
  if (!protocol.required || precincts.length === 0) return undefined;
  const words = `Protocols of ${precincts.length} precincts are not posted: ${some(precincts)}.`;
  return new Refusal('state', 'PROTOCOLS_NOT_POSTED', words, { article: 'art. 43' });
}

/** The first ten of a list. */
function some(list: readonly string[]): string {
  return list.slice(0, 10).join(', ') + (list.length > 10 ? ' and others' : '');
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
      article: 'art. 14',
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
      { article: 'art. 14' },
    );
  }
  if (facts.tabulation.uncounted.length > 0) return uncountedPrecincts(facts.tabulation.uncounted);
  const forbidden = unexplained(facts.tabulation) ?? unposted(facts.tabulation, rules) ?? tooFewLeft(state, rules);
  if (forbidden) return forbidden;
  const voice: ContestEvent = { type: 'ResultApproved', data: { official, position, commission: revision, at } };
  const current = new Set(members.map((member) => member.official));
  const voices = tabulated.approvedBy.filter((each) => current.has(each)).length + 1;
  return voices < majorityOf(members)
    ? [voice]
    : [voice, outcome(tabulated, state, { at, checkpoint: facts.checkpoint })];
}

/**
 * The candidate with more votes than any other is elected; "against all" is counted, without legal effect (art. 113-10).
 * Who left after the ballot text was approved keeps a line on it, and cannot win.
 */
function outcome(
  { position, digest, votes: byCandidate }: Tabulated,
  state: Seat,
  { at, checkpoint }: { readonly at: string; readonly checkpoint: CheckpointMark | null },
): ContestEvent {
  const standing = candidatesWho(state, 'registered');
  const votes = Math.max(...standing.map((candidate) => byCandidate[candidate] ?? 0));
  const first = standing.filter((candidate) => (byCandidate[candidate] ?? 0) === votes);
  return first.length === 1
    ? { type: 'ResultCertified', data: { position, digest, winner: first[0]!, votes, at, checkpoint } }
    : { type: 'TieDeclared', data: { position, digest, candidates: first, votes, at } };
}
