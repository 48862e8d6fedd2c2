import { overviewOf, overviewsIn } from '../../../projections/overview/query.ts';
import type { Kind } from '../kind.ts';

/** How the election stands in each area: made from several read models, and looked at once a round for all who read. */
export const overviewTold: Kind = {
  name: 'overview',
  projections: overviewOf,
  *states(moment, election) {
    for (const row of overviewsIn(moment, election)?.all() ?? []) yield [row, row.digest];
  },
  tell(moment, scope, among) {
    const overviews = overviewsIn(moment, scope.election);
    const rows = overviews?.all().filter((row) => among(row) && scope.place(row.value)) ?? [];
    return overviews && rows.length > 0
      ? { digest: overviews.digest, areas: rows.map(({ value }) => value) }
      : undefined;
  },
};
