import type { ContestStatus } from '../contests/status.ts';
import type { RowsOptions } from '../figure-rows.ts';
import type { View } from '../projection.ts';
import type { ResultRowContent } from './result-row.ts';
import type { ResultsPart } from './view.ts';

export interface ResultsOptions extends RowsOptions {
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
}

/**
 * The results of an election's contests by area and precinct. With `area` or `level`, contests without such a row are
 * left out. `undefined`: unknown election, or one without the contest asked for.
 */
export function resultsOf(
  view: View<ResultsPart>,
  election: string,
  { contest, ...rows }: ResultsOptions = {},
): ResultsAnswer | undefined {
  const part = view.get(election);
  if (!part || (contest !== undefined && !part.find(contest))) return undefined;
  const contests = part
    .contests()
    .filter(({ code }) => contest === undefined || code === contest)
    .map(({ code, area, status, digest, rows: all }) => ({
      code,
      area,
      status,
      digest,
      areas: all.select(rows).map((row) => row.content()),
    }))
    .filter(({ areas }) => areas.length > 0);
  return { election, digest: part.digest, contests };
}
