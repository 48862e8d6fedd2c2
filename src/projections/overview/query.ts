import type { AreaLevel } from '../../domain/area/events.ts';
import { contests } from '../contests/projection.ts';
import type { ContestsPart } from '../contests/view.ts';
import { digestOf } from '../digested.ts';
import { progress } from '../progress/projection.ts';
import type { ProgressPart } from '../progress/view.ts';
import type { AnyProjection, Views } from '../projection.ts';
import type { ContestResults } from '../results/contest-results.ts';
import { results } from '../results/projection.ts';
import type { ResultsPart } from '../results/view.ts';
import { type PageOptions, pageOf } from '../rows.ts';
import { noOverview, type Overview, type OverviewCounts } from './area-overview.ts';

/** The read models that an overview is made from. */
export const overviewOf: readonly AnyProjection[] = [contests, progress, results];

export interface OverviewOptions extends PageOptions {
  /** Only this area. */
  readonly area?: string | undefined;
  /** Only areas of this level; country, regions and districts, if absent. */
  readonly level?: AreaLevel | undefined;
}

/**
 * How an election stands in each area, a page of them by code. The digest is of the list of all areas' overviews, in that
 * order. `undefined`: unknown election.
 */
export function overview(views: Views, election: string, { area, level, ...page }: OverviewOptions = {}) {
  const part = views.view(results).get(election);
  const day = views.view(progress).get(election);
  const seats = views.view(contests).get(election);
  if (!part || !day || !seats) return undefined;
  const { digest, areas } = added(part, day, seats);
  const fits = (each: Overview): boolean =>
    (area === undefined || each.code === area) &&
    (level === undefined ? area !== undefined || each.level !== 'locality' : each.level === level);
  const { rows, next } = pageOf(areas, ({ code }) => code, page, fits);
  return { digest, areas: rows, next };
}

interface AddedUp {
  /** Digests of all that it was made from. */
  readonly from: string;
  readonly digest: string;
  readonly areas: readonly Overview[];
}

/** The overviews last made from each election's results: a country's are asked for more often than they change. */
const made = new WeakMap<ResultsPart, AddedUp>();

function added(part: ResultsPart, day: ProgressPart, seats: ContestsPart): AddedUp {
  // The results' own digest leaves out protocols and statuses.
  const from = [part, part.protocols, day, seats].map(({ digest }) => digest).join();
  const known = made.get(part);
  if (known?.from === from) return known;
  const overviews = new Overviews(part, day);
  overviews.addContests(seats);
  overviews.addPrecincts();
  const areas = overviews.all();
  const fresh = { from, digest: digestOf(areas), areas };
  made.set(part, fresh);
  return fresh;
}

/** Overviews of all areas, being added up. */
class Overviews {
  readonly #areas = new Map<string, { level: AreaLevel; code: string; counts: OverviewCounts }>();
  readonly #part: ResultsPart;

  constructor(part: ResultsPart, day: ProgressPart) {
    this.#part = part;
    for (const { level, code, counts } of day.rows.all()) {
      if (level === 'precinct') continue;
      const { expected, opened, closed } = counts;
      this.#areas.set(code, { level, code, counts: { ...noOverview(), precincts: { expected, opened, closed } } });
    }
  }

  /** Each contest counts in the areas that its constituency lies in, and its precincts in all that they lie in. */
  addContests(seats: ContestsPart): void {
    for (const { code, area, status, rows } of this.#part.contests()) {
      const seat = seats.get(code);
      for (const place of this.#part.territory.upFromArea(area)) {
        const { contests: byStatus, winners, parties } = this.#areas.get(place.code)!.counts;
        byStatus[status] = (byStatus[status] ?? 0) + 1;
        const certified = status === 'certified' ? seat?.certified : null;
        const winner = seat?.candidates.find((candidate) => candidate.code === certified?.winner);
        if (!winner) continue;
        winners[winner.nominatedBy] += 1;
        if (winner.party !== null) parties.set(winner.party, (parties.get(winner.party) ?? 0) + 1);
      }
      for (const row of rows.all()) {
        if (row.level === 'precinct') break; // they stand last
        const { counts } = this.#areas.get(row.code)!;
        const { expected, counted, flagged, invalidated } = row.precincts;
        counts.counts.expected += expected;
        counts.counts.counted += counted;
        counts.counts.flagged += flagged;
        counts.counts.invalidated += invalidated;
        if (status === 'certified') counts.counts.certified += expected;
      }
    }
  }

  /** Turnout is the precinct's: who votes in several contests is one voter. */
  addPrecincts(): void {
    const seen = new Set<string>();
    for (const { rows, protocols } of this.#part.contests()) {
      for (const row of rows.all()) {
        if (row.level !== 'precinct' || seen.has(row.code)) continue;
        seen.add(row.code);
        const [issued, roll] = row.turnout;
        for (const { turnout } of this.#above(rows, row.code)) {
          turnout.ballotsIssued = plus(turnout.ballotsIssued, issued);
          turnout.votersOnRoll = plus(turnout.votersOnRoll, roll);
        }
      }
      for (const { precinct, discrepancies, copyDiffers } of protocols.all()) {
        if (discrepancies.length === 0) continue;
        for (const counts of this.#above(rows, precinct)) {
          for (const { kind, status } of discrepancies) if (kind !== 'observer-copy') counts.discrepancies[status] += 1;
          if (copyDiffers) counts.copiesDiffering += 1;
        }
      }
    }
  }

  *#above(rows: ContestResults['rows'], precinct: string): Iterable<OverviewCounts> {
    for (const place of rows.path(precinct, this.#part.territory)) {
      if (place.level !== 'precinct') yield this.#areas.get(place.code)!.counts;
    }
  }

  /** By the areas' codes. */
  all(): Overview[] {
    return [...this.#areas.values()]
      .map(({ level, code, counts: { parties, ...counts } }) => {
        const byName = [...parties].map(([party, winners]) => ({ party, winners }));
        return { level, code, ...counts, parties: byName.toSorted((a, b) => (a.party < b.party ? -1 : 1)) };
      })
      .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  }
}

function plus(sum: number | null, figure: number | null): number | null {
  return figure === null ? sum : (sum ?? 0) + figure;
}
