import { turnout } from '../../../projections/turnout/projection.ts';
import type { TurnoutPart } from '../../../projections/turnout/view.ts';
import type { Told } from '../kind.ts';

/** Turnout by hour, area and precinct. */
export const turnoutTold: Told<TurnoutPart> = {
  projection: turnout,
  name: 'turnout',
  pieces: (part) => part.rows.all(),
  rows(part, among, scope) {
    const areas = part.rows.all().filter((row) => among(row) && scope.place(row));
    return areas.length > 0 ? { areas: areas.map((row) => row.content()) } : undefined;
  },
};
