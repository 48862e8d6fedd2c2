import type { RowsOptions } from '../figure-rows.ts';
import type { View } from '../projection.ts';
import type { ContestProgressContent, ProgressRowContent } from './rows.ts';
import type { ProgressPart } from './view.ts';

export interface ProgressAnswer {
  /** Of everything, whatever is shown. */
  readonly digest: string;
  readonly areas: readonly ProgressRowContent[];
  /** Those whose constituency is the area asked for, or lies in it. */
  readonly contests: readonly ContestProgressContent[];
}

/** How far the day is, by area, precinct and contest. `undefined`: unknown election. */
export function progressOf(
  view: View<ProgressPart>,
  election: string,
  options: RowsOptions = {},
): ProgressAnswer | undefined {
  const part = view.get(election);
  if (!part) return undefined;
  const within = (constituency: string): boolean =>
    options.area === undefined || part.territory.upFromArea(constituency).some(({ code }) => code === options.area);
  return {
    digest: part.digest,
    areas: part.rows.select(options).map((row) => row.content()),
    contests: part
      .contests()
      .filter(({ area }) => within(area))
      .map((contest) => contest.content()),
  };
}
