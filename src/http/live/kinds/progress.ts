import { progress } from '../../../projections/progress/projection.ts';
import type { ProgressPart } from '../../../projections/progress/view.ts';
import type { Told } from '../kind.ts';

/** How far the day is, by area, precinct and contest. */
export const progressTold: Told<ProgressPart> = {
  projection: progress,
  name: 'progress',
  *pieces(part) {
    yield* part.rows.all();
    yield* part.contests();
  },
  rows(part, among, scope) {
    const areas = part.rows.all().filter((row) => among(row) && scope.place(row));
    const contests = part.contests().filter((contest) => among(contest) && scope.contest(contest));
    if (areas.length + contests.length === 0) return undefined;
    return { areas: areas.map((row) => row.content()), contests: contests.map((contest) => contest.content()) };
  },
};
