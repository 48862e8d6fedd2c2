import { addDays, instantOf } from '../../domain/clock.ts';
import { deadline } from '../../domain/rules/calendar.ts';
import { ruleSet } from '../../domain/rules/rule-sets.ts';
import type { ElectionDocument } from '../package/election-document.ts';

/** The acts of an election that a package implies, but does not date. */
export type Step = 'called' | 'nominated' | 'registered' | 'ballot-text' | 'opened' | 'closed' | 'counted';

/** Local hours of the vote (art. 38), and of the count that follows it. */
const polls = { open: '07:00', close: '20:00', counted: '23:30' };

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
    counted: `${votingDay}T${polls.counted}:00`,
  };
  const moments = Object.entries(local).map(([step, moment]) => [step, instantOf(moment, timeZone)] as const);
  return Object.fromEntries(moments.filter(([, moment]) => Date.parse(moment) <= Date.parse(now)));
}
