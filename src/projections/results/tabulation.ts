import type { Tabulation } from '../../domain/contest/tabulation.ts';
import type { ContestResults } from './contest-results.ts';

/** A contest's row of its constituency, as its commission puts it to the vote. */
export function tabulationOf(contest: ContestResults, position: number): Tabulation {
  const [constituency] = contest.rows.select({ area: contest.area });
  const { ballotsInBoxes, ballotsInvalid, ballotsValid, votesAgainstAll } = constituency!.figures();
  return {
    position,
    digest: contest.digest,
    basis: 'ballots',
    ballotsInBoxes,
    ballotsInvalid,
    ballotsValid,
    votes: constituency!.votes,
    votesAgainstAll,
    uncounted: contest.rows.select({ level: 'precinct' }).flatMap((row) => (row.counted ? [] : [row.code])),
    discrepancies: [],
    copiesDiffering: [],
    changedAt: contest.changedAt,
  };
}
