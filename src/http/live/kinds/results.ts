import { ContestResults } from '../../../projections/results/contest-results.ts';
import { results } from '../../../projections/results/projection.ts';
import type { ResultsPart } from '../../../projections/results/view.ts';
import type { Told } from '../kind.ts';

/** Results by contest, area and precinct. A contest is told whenever a row of it is, since its digest has changed. */
export const resultsTold: Told<ResultsPart> = {
  projection: results,
  name: 'results',
  *pieces(part) {
    for (const contest of part.contests()) {
      yield contest;
      yield* contest.rows.all();
    }
  },
  stateOf: (piece) => (piece instanceof ContestResults ? `${piece.digest} ${piece.status}` : piece.digest),
  rows(part, among, scope) {
    const contests = part.contests().filter((contest) => among(contest) && scope.contest(contest));
    if (contests.length === 0) return undefined;
    return {
      contests: contests.map(({ code, area, status, digest, rows }) => ({
        code,
        area,
        status,
        digest,
        areas: rows
          .all()
          .filter((row) => among(row) && scope.place(row))
          .map((row) => row.content()),
      })),
    };
  },
};
