import type { ContestStatus } from '../contests/status.ts';
import type { RowsOptions } from '../figure-rows.ts';
import type { View } from '../projection.ts';
import type { ResultRowContent } from './result-row.ts';
import type { ResultsPart } from './view.ts';

export interface ResultsOptions extends RowsOptions {
  readonly contest?: string | undefined;
  /** At most so many contests, those behind the code `after`; all, when absent. */
  readonly limit?: number | undefined;
  readonly after?: string | undefined;
}

export interface ContestResultsAnswer {
  readonly code: string;
  /** Code of the constituency. */
  readonly area: string;
  readonly status: ContestStatus;
  /** Of all rows of the contest, whatever rows are shown; the status is no part of it. */
  readonly digest: string;
  readonly areas: readonly ResultRowContent[];
}

export interface ResultsAnswer {
  readonly election: string;
  /** Of all contests of the election, whatever is shown. */
  readonly digest: string;
  readonly contests: readonly ContestResultsAnswer[];
  /** The code to give as `after` for the next contests; `null` on the last page. */
  readonly next: string | null;
}

/**
 * The results of an election's contests by area and precinct. With `area` or `level`, contests without such a row are
 * left out. `undefined`: unknown election, or one without the contest asked for.
 */
export function resultsOf(
  view: View<ResultsPart>,
  election: string,
  { contest, limit = Infinity, after, ...rows }: ResultsOptions = {},
): ResultsAnswer | undefined {
  const part = view.get(election);
  if (!part || (contest !== undefined && !part.find(contest))) return undefined;
  const contests: ContestResultsAnswer[] = [];
  for (const { code, area, status, digest, rows: all } of part.contests()) {
    if ((contest !== undefined && code !== contest) || (after !== undefined && code <= after)) continue;
    const shown = all.select(rows);
    if (shown.length === 0) continue;
    if (contests.length === limit) return { election, digest: part.digest, contests, next: contests.at(-1)!.code };
    contests.push({ code, area, status, digest, areas: shown.map((row) => row.content()) });
  }
  return { election, digest: part.digest, contests, next: null };
}
