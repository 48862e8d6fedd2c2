import type { Tabulation } from '../../../domain/contest/tabulation.ts';
import { contestResults } from './contest-results.ts';
import type { ContestTrace } from './contest-trace.ts';
import type { Counting } from './counting.ts';

/** A contest as its commission puts it to the vote, and what forbids to establish its result. */
export function tabulationOf(sums: Counting, trace: ContestTrace): Tabulation {
  const { digest, areas } = contestResults(sums, trace);
  const constituency = areas.find(({ level, code }) => level !== 'precinct' && code === trace.area);
  if (!constituency) throw new Error(`the constituency ${trace.area} was not registered before`);
  const { ballotsInBoxes, ballotsInvalid, ballotsValid, votesAgainstAll } = constituency.figures;
  const precincts = areas.filter(({ level }) => level === 'precinct');
  return {
    position: -1,
    digest,
    basis: constituency.basis,
    ballotsInBoxes,
    ballotsInvalid,
    ballotsValid,
    votes: constituency.votes,
    votesAgainstAll,
    uncounted: precincts
      .filter((row) => row.precincts.counted + row.precincts.invalidated !== 1)
      .map(({ code }) => code),
    discrepancies: precincts.flatMap(({ code }) =>
      [...new Set(sums.openErrors(trace, code).map(({ kind }) => kind))].map((relation) => ({
        precinct: code,
        relation,
      })),
    ),
    copiesDiffering: precincts.flatMap(({ code }) => (sums.copyDiffers(trace, code) ? [code] : [])),
    unposted: precincts.flatMap(({ code }) => (sums.isUnposted(trace, code) ? [code] : [])),
    changedAt: trace.changedAt,
  };
}
