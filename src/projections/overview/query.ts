import type { AreaLevel } from '../../domain/area/events.ts';
import { contests } from '../contests/projection.ts';
import { progress } from '../progress/projection.ts';
import type { AnyProjection, Views } from '../projection.ts';
import { results } from '../results/projection.ts';
import type { ResultsPart } from '../results/view.ts';
import type { PageOptions } from '../rows.ts';
import type { Overview } from './area-overview.ts';
import { Overviews } from './overviews.ts';

/** The read models that an overview is made from. */
export const overviewOf: readonly AnyProjection[] = [contests, progress, results];

export interface OverviewOptions extends PageOptions {
  /** Only this area. */
  readonly area?: string | undefined;
  /** Only areas of this level; country, regions and districts, if absent. */
  readonly level?: AreaLevel | undefined;
}

/** The overviews of each election's results, as last looked at. */
const made = new WeakMap<ResultsPart, Overviews>();

/** The overviews of all areas of an election. `undefined`: unknown election. */
export function overviewsIn(views: Views, election: string): Overviews | undefined {
  const part = views.view(results).get(election);
  const day = views.view(progress).get(election);
  const seats = views.view(contests).get(election);
  if (!part || !day || !seats) return undefined;
  let overviews = made.get(part);
  if (!overviews) made.set(part, (overviews = new Overviews()));
  return overviews.look({ part, day, seats });
}

/**
 * How an election stands in each area, a page of them by code. The digest is of the list of the digests of all areas'
 * overviews, in that order. `undefined`: unknown election.
 */
export function overview(views: Views, election: string, { area, level, ...page }: OverviewOptions = {}) {
  const overviews = overviewsIn(views, election);
  if (!overviews) return undefined;
  const fits = (each: Overview): boolean =>
    (area === undefined || each.code === area) &&
    (level === undefined ? area !== undefined || each.level !== 'locality' : each.level === level);
  const { rows, next } = overviews.page(page, fits);
  return { digest: overviews.digest, areas: rows, next };
}
