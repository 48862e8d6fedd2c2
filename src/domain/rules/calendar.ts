import { addDays, isRealDay, localTime } from '../clock.ts';
import { Refusal } from '../refusal.ts';

/** The moments of an act, as every command carries them. */
export interface Acted {
  /** When the act was done, with the local offset. */
  readonly at: string;
  /** The server's clock. */
  readonly now: string;
}

/** Where an election stands in time: what deadlines are counted from. */
export interface VotingDay {
  readonly votingDay: string;
  readonly timeZone: string;
}

/** True for a moment that the calendar has; `2021-02-31T10:00:00Z` has the form of one but is none. */
export function isRealMoment(instant: string): boolean {
  return !Number.isNaN(Date.parse(instant)) && isRealDay(instant.slice(0, 10));
}

/** An act may be recorded late, never early: one after the server's clock has not happened. */
export function notInTheFuture({ at, now }: Acted): Refusal | undefined {
  if (!isRealMoment(at)) return new Refusal('input', 'NO_SUCH_MOMENT', `${at} is no moment.`, { field: '/at' });
  if (Date.parse(at) <= Date.parse(now)) return undefined;
  return new Refusal('input', 'ACT_IN_THE_FUTURE', `The act is dated ${at}, but it is ${now}.`, { field: '/at' });
}

/**
 * The last local moment of a deadline `days` before the vote: at an hour, or the whole of that day. `24:00` of a day is
 * later than every moment of that day and earlier than the next day's first, as strings as well.
 */
export function deadline({ votingDay }: VotingDay, days: number, hour = '24:00'): string {
  return `${addDays(votingDay, -days)}T${hour}:00`;
}

/** True when the act was done before the local moment, or at it; judged by the second. */
export function until(act: Acted, moment: string, election: VotingDay): boolean {
  return localTime(act.at, election.timeZone) <= moment;
}
