import type { AreaFacts } from '../area/state.ts';
import { addDays, isRealDay, localTime } from '../clock.ts';
import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import type { RuleSet } from '../rules/rule-set.ts';
import type { CallContest } from './commands.ts';
import type { ContestEvent } from './events.ts';
import { repeatsOf } from './repeat.ts';

/** For which constituency a contest is called, by whose commission it is conducted, and whether it is called in time. */
export function call(command: CallContest, election: ElectionFacts): Decision<ContestEvent> {
  const { area, name, againstAll, termEnds, at, facts } = command;
  const { againstAllRequired } = election.rules;
  const [constituency] = facts.ancestry;
  if (!constituency)
    return new Refusal('unknown', 'AREA_UNKNOWN', `Area ${area} is not registered.`, { field: '/area' });
  const commission = command.commission ?? (conductingArea(facts.ancestry, election.rules) ?? constituency).code;
  if (!facts.ancestry.some(({ code }) => code === commission)) {
    return new Refusal('input', 'COMMISSION_ELSEWHERE', `Area ${commission} does not hold the constituency.`, {
      field: '/commission',
    });
  }
  if (againstAllRequired && !againstAll) {
    return new Refusal('input', 'AGAINST_ALL_REQUIRED', 'Each ballot ends with the line "against all".', {
      article: 'art. 37',
      field: '/againstAll',
    });
  }
  const repeats = repeatsOf(command, election);
  if (repeats instanceof Refusal) return repeats;
  return (
    calledLate(command, election) ?? [
      { type: 'ContestCalled', data: { area, commission, name, againstAll, termEnds, repeats, at } },
    ]
  );
}

/** Whose commission conducts a contest, unless its call names another. @param ancestry from the constituency up */
export function conductingArea<A extends AreaFacts>(
  ancestry: readonly A[],
  { conductedBy }: Pick<RuleSet, 'conductedBy'>,
): A | undefined {
  return ancestry.find(({ level }) => level === conductedBy) ?? ancestry[0];
}

function calledLate(
  { at, termEnds, repeats }: CallContest,
  { rules, votingDay, timeZone }: ElectionFacts,
): Refusal | undefined {
  const called = localTime(at, timeZone).slice(0, 10);
  if (rules.calendar && called >= votingDay) {
    return new Refusal('input', 'CALLED_AFTER_THE_VOTE', `The vote is on ${votingDay}.`, { field: '/at' });
  }
  if (termEnds === null) return undefined;
  if (!isRealDay(termEnds))
    return new Refusal('input', 'NO_SUCH_DAY', `${termEnds} is no day.`, { field: '/termEnds' });
  const limit = rules.calendar?.calledBeforeTermEnds;
  // A repeat is called when it is needed, within a term of its own.
  if (!limit || repeats) return undefined;
  const last = addDays(termEnds, -limit.days);
  if (called <= last) return undefined;
  const words = `An election is called at least ${limit.days} days before the term ends, on ${last} at the latest.`;
  return new Refusal('state', 'CALLED_TOO_LATE', words, { article: limit.article, field: '/termEnds' });
}
