import type { Hour, Overview, TurnoutRow } from './answers.ts';

/** The last hour that anybody in the area or precinct reported. */
export function lastHour(row: TurnoutRow | undefined): Hour | undefined {
  return row?.hours.at(-1);
}

/** How many took part, and from where it is known. */
export interface TookPart {
  readonly ballotsIssued: number | null;
  readonly votersOnRoll: number | null;
  /** As reported by this hour; `undefined`: in all precincts, by their protocols where they have any. */
  readonly hour?: number;
}

/** Of all precincts once all results are in, else as last reported: sums of some protocols would be beside the roll of all. */
export function tookPart(overview: Overview | undefined, reported: TurnoutRow | undefined): TookPart | undefined {
  const { expected = 0, counted = 0, invalidated = 0 } = overview?.counts ?? {};
  const whole = expected > 0 && counted + invalidated === expected ? overview?.turnout : undefined;
  const known = whole && whole.ballotsIssued !== null && whole.votersOnRoll !== null;
  return known ? whole : lastHour(reported);
}
