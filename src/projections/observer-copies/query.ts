import type { View } from '../projection.ts';
import type { ObserverCopy } from '../protocols/record.ts';
import type { ResultsPart } from '../results/view.ts';
import { type PageOptions, pageOf } from '../rows.ts';

export interface ObserverCopyRow extends ObserverCopy {
  readonly contest: string;
  readonly precinct: string;
}

export interface ObserverCopiesOptions extends PageOptions {
  readonly contest?: string | undefined;
  /** Only of precincts that lie in this area. */
  readonly area?: string | undefined;
  /** Only those that say something else than the paper that stands; or only the others. */
  readonly differing?: boolean | undefined;
}

/**
 * Certified copies as observers hold them, a page of them, by contest, precinct and copy; the digest is of all protocols.
 * `undefined`: unknown election, or one without the contest asked for.
 */
export function listObserverCopies(
  view: View<ResultsPart>,
  election: string,
  { limit, after, ...which }: ObserverCopiesOptions = {},
) {
  const part = view.get(election);
  if (!part || (which.contest !== undefined && !part.find(which.contest))) return undefined;
  const { rows: copies, next } = pageOf(copiesIn(part, which), keyOf, { limit, after });
  return { digest: part.protocols.digest, copies, next };
}

/** A comma comes before everything that a code may hold: keys then stand in the order of their parts. */
const keyOf = ({ contest, precinct, copy }: ObserverCopyRow): string => [contest, precinct, copy].join(',');

function* copiesIn(
  part: ResultsPart,
  { contest: only, area, differing }: ObserverCopiesOptions,
): Iterable<ObserverCopyRow> {
  for (const { code: contest, protocols } of part.contests()) {
    if (only !== undefined && contest !== only) continue;
    for (const { precinct, record } of protocols.all()) {
      if (record.observerCopies.length === 0) continue;
      if (area !== undefined && !part.territory.liesIn(precinct, area)) continue;
      yield* record.observerCopies
        .filter(({ differences }) => differing === undefined || (differences !== null) === differing)
        .map((copy) => ({ contest, precinct, ...copy }))
        .toSorted((a, b) => (a.copy < b.copy ? -1 : 1));
    }
  }
}
