import type { ContestStatus } from '../contests/status.ts';
import type { RowsOptions } from '../figure-rows.ts';
import type { View } from '../projection.ts';
import { type PageOptions, pageOf } from '../rows.ts';
import type { ContestResults } from './contest-results.ts';
import type { ResultRowContent } from './result-row.ts';
import type { ResultsPart } from './view.ts';

/** `limit`: of contests; all, when absent. */
export interface ResultsOptions extends RowsOptions, PageOptions {
  readonly contest?: string | undefined;
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
  const fits = ({ code, rows: all }: ContestResults): boolean =>
    (contest === undefined || code === contest) && all.select(rows).length > 0;
  const page = pageOf(part.contests(), ({ code }) => code, { limit, after }, fits);
  const contests = page.rows.map(({ code, area, status, digest, rows: all }) => ({
    code,
    area,
    status,
    digest,
    areas: all.select(rows).map((row) => row.content()),
  }));
  return { election, digest: part.digest, contests, next: page.next };
}
