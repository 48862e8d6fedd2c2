import { addDays, localTime } from '../clock.ts';
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

/** An act may be recorded late, never early: one after the server's clock has not happened. */
export function notInTheFuture({ at, now }: Acted): Refusal | undefined {
  const time = Date.parse(at);
  if (Number.isNaN(time)) return new Refusal('input', 'NO_SUCH_MOMENT', `${at} is no moment.`, { field: '/at' });
  if (time <= Date.parse(now)) return undefined;
  return new Refusal('input', 'ACT_IN_THE_FUTURE', `The act is dated ${at}, but it is ${now}.`, { field: '/at' });
}

/** The last local moment of a deadline `days` before the vote, at an hour or at the end of that day. */
export function deadline({ votingDay }: VotingDay, days: number, hour = '24:00'): string {
  return hour === '24:00' ? `${addDays(votingDay, 1 - days)}T00:00:00` : `${addDays(votingDay, -days)}T${hour}:00`;
}

/** True when the act was done before the local moment, or at it. */
export function until(act: Acted, moment: string, election: VotingDay): boolean {
  return localTime(act.at, election.timeZone) <= moment;
}
