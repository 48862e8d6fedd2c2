import type { Contest } from '../contests/view.ts';
import type { ContestResults } from '../results/contest-results.ts';
import type { Territory } from '../territory.ts';
import { noCounts, type OverviewCounts, plus } from './area-overview.ts';

/** What one contest adds to the overview of each area, by the area's code: of those around it, and of those in it. */
export type Share = ReadonlyMap<string, OverviewCounts>;

export function shareOf(contest: ContestResults, seat: Contest | undefined, territory: Territory): Share {
  const areas = new Map<string, OverviewCounts>();
  const at = (code: string): OverviewCounts => {
    let counts = areas.get(code);
    if (!counts) areas.set(code, (counts = noCounts()));
    return counts;
  };
  addContest(contest, seat, territory, at);
  for (const row of contest.rows.all()) {
    if (row.level !== 'precinct') {
      const certified = contest.status === 'certified' ? row.precincts.expected : 0;
      Object.assign(at(row.code).counts, { ...row.precincts, certified });
    } else if (isFirst(contest.code, row.code, territory)) {
      const [issued, roll] = row.turnout;
      for (const { turnout } of above(contest, row.code, territory, at)) {
        turnout.ballotsIssued = plus(turnout.ballotsIssued, issued);
        turnout.votersOnRoll = plus(turnout.votersOnRoll, roll);
      }
    }
  }
  for (const { precinct, discrepancies, copyDiffers } of contest.protocols.all()) {
    if (discrepancies.length === 0) continue;
    for (const counts of above(contest, precinct, territory, at)) {
      for (const { kind, status } of discrepancies) if (kind !== 'observer-copy') counts.discrepancies[status] += 1;
      if (copyDiffers) counts.copiesDiffering += 1;
    }
  }
  return areas;
}

type At = (code: string) => OverviewCounts;

/** A contest counts in the areas that its constituency lies in. */
function addContest({ area, status }: ContestResults, seat: Contest | undefined, territory: Territory, at: At): void {
  const certified = status === 'certified' ? seat?.certified : null;
  const winner = seat?.candidates.find((candidate) => candidate.code === certified?.winner);
  for (const place of territory.upFromArea(area)) {
    const { contests, winners, parties } = at(place.code);
    contests[status] = 1;
    if (!winner) continue;
    winners[winner.nominatedBy] = 1;
    if (winner.party !== null) parties.set(winner.party, 1);
  }
}

/** Turnout is the precinct's: who votes in several contests is one voter, and counted with the first of them. */
function isFirst(contest: string, precinct: string, territory: Territory): boolean {
  return territory.contestsAtPrecinct(precinct).every((other) => contest <= other);
}

function* above({ rows }: ContestResults, precinct: string, territory: Territory, at: At): Iterable<OverviewCounts> {
  for (const place of rows.path(precinct, territory)) if (place.level !== 'precinct') yield at(place.code);
}
