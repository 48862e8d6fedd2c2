import { addDays, localTime } from '../../domain/clock.ts';
import { deadline } from '../../domain/rules/calendar.ts';
import { ruleSet } from '../../domain/rules/rule-sets.ts';
import type { ElectionDocument } from '../package/election-document.ts';

/** The acts of an election that a package implies, but does not date. */
export type Step = 'called' | 'nominated' | 'registered' | 'ballot-text' | 'opened' | 'closed';

/** Local hours of the vote (art. 38). */
const polls = { open: '07:00', close: '20:00' };

/**
 * When each step was done, as far as anybody can say who has the package alone: at the last moment the rule set allows.
 * A step is left out where no calendar dates it, or where that moment has not come yet: it is then done now.
 * @param now the present moment, ISO 8601
 */
export function presumedMoments(election: ElectionDocument, now: string): Partial<Record<Step, string>> {
  const calendar = ruleSet(election.ruleSet)?.calendar;
  if (!calendar) return {};
  const { votingDay, timeZone } = election;
  const { nominationCloses, registrationCloses, withdrawal, calledBeforeTermEnds } = calendar;
  const local: Record<Step, string> = {
    called: `${addDays(votingDay, -calledBeforeTermEnds.days)}T18:00:00`,
    nominated: deadline(election, nominationCloses.days, nominationCloses.hour),
    registered: deadline(election, registrationCloses.days, registrationCloses.hour),
    'ballot-text': deadline(election, withdrawal.days, '23:59'),
    opened: `${votingDay}T${polls.open}:00`,
    closed: `${votingDay}T${polls.close}:00`,
  };
  const moments = Object.entries(local).map(([step, moment]) => [step, instantOf(moment, timeZone)] as const);
  return Object.fromEntries(moments.filter(([, moment]) => Date.parse(moment) <= Date.parse(now)));
}

const digits = (n: number) => String(n).padStart(2, '0');

/** A wall clock's `2021-07-10T18:00:00` in a zone -> that instant with its offset, `2021-07-10T18:00:00+06:00`. */
export function instantOf(local: string, timeZone: string): string {
  const asUtc = Date.parse(`${local}Z`);
  let offset = 0;
  // Twice, since the first guess may lie on the other side of a change of the zone's offset.
  for (const _ of [1, 2])
    offset = Date.parse(`${localTime(new Date(asUtc - offset).toISOString(), timeZone)}Z`) - (asUtc - offset);
  const minutes = Math.round(offset / 60_000);
  const size = Math.abs(minutes);
  return `${local}${minutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60))}:${digits(size % 60)}`;
}
