import type { Tabulation } from '../../domain/contest/tabulation.ts';
import { constituencyFinding } from '../../domain/protocol/findings.ts';
import type { DiscrepancyContent } from '../protocols/discrepancy.ts';
import type { ContestResults } from './contest-results.ts';
import { figureNames } from './figures.ts';

/** A contest's row of its constituency, as its commission puts it to the vote, and what forbids to establish it. */
export function tabulationOf(contest: ContestResults, position: number): Tabulation {
  const [constituency] = contest.rows.select({ area: contest.area });
  const { ballotsInBoxes, ballotsInvalid, ballotsValid, votesAgainstAll } = constituency!.figures();
  const protocols = contest.protocols.all();
  return {
    position,
    digest: contest.digest,
    basis: contest.basis,
    ballotsInBoxes,
    ballotsInvalid,
    ballotsValid,
    votes: constituency!.votes,
    votesAgainstAll,
    uncounted: contest.rows.select({ level: 'precinct' }).flatMap((row) => (row.settled ? [] : [row.code])),
    discrepancies: [
      ...protocols.flatMap(({ precinct, openErrors }) =>
        relationsOf(openErrors).map((relation) => ({ precinct, relation })),
      ),
      ...constituencyFailures(contest),
    ],
    copiesDiffering: protocols.flatMap(({ precinct, copyDiffers }) => (copyDiffers ? [precinct] : [])),
    unposted: protocols.flatMap(({ precinct, isUnposted }) => (isUnposted ? [precinct] : [])),
    changedAt: contest.changedAt,
  };
}

/** Each once, though it may fail for several lines. */
function relationsOf(discrepancies: readonly DiscrepancyContent[]): string[] {
  return [...new Set(discrepancies.map(({ kind }) => kind))];
}

/** C13, for each figure and line of protocols: the constituency's total against its precincts' one by one. */
function constituencyFailures(contest: ContestResults): Tabulation['discrepancies'] {
  const total = contest.rows.select({ area: contest.area })[0]!.fromProtocols;
  if (contest.basis !== 'protocols' || !total) return [];
  const precincts = contest.rows.select({ level: 'precinct' }).flatMap((row) => row.fromProtocols ?? []);
  const findings = [
    ...figureNames.map((name) =>
      constituencyFinding(
        name,
        total.figures[name],
        precincts.map(({ figures }) => figures[name] ?? 0),
      ),
    ),
    ...Object.entries(total.votes).map(([line, votes]) =>
      constituencyFinding(
        line,
        votes,
        precincts.map((row) => row.votes[line]!),
      ),
    ),
  ];
  return findings.some(Boolean) ? [{ precinct: contest.area, relation: 'C13' }] : [];
}
