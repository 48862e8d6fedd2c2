import { contests } from '../../../projections/contests/projection.ts';
import type { ContestsPart } from '../../../projections/contests/view.ts';
import type { Told } from '../kind.ts';

/** That something of a contest is not as it was: candidates, ballot, tabulation, certificate. What it is, is asked for. */
export const standingsTold: Told<ContestsPart> = {
  projection: contests,
  name: 'standings', // beside figures a list named `contests` is that of the results
  pieces: (part) => part.all(),
  rows(part, among, scope) {
    const rows = part.all().filter((row) => among(row) && scope.contest(row.value));
    if (rows.length === 0) return undefined;
    return { contests: rows.map(({ value: { code, area, status }, digest }) => ({ code, area, status, digest })) };
  },
};
