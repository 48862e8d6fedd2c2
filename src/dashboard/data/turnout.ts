import type { Hour, TurnoutRow } from './answers.ts';

/** The last hour that anybody in the area or precinct reported. */
export function lastHour(row: TurnoutRow | undefined): Hour | undefined {
  return row?.hours.at(-1);
}
