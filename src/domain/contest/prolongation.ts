import { isRealDay, localTime } from '../clock.ts';
import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import { due } from '../rules/deadlines.ts';
import { registrationOpen } from './ballot-text.ts';
import type { ProlongContest } from './commands.ts';
import type { ContestEvent } from './events.ts';
import { candidatesWho, type OpenContest } from './state.ts';

/**
 * Puts off a contest that too few candidates are left for, since nobody is elected unopposed (ch. 13-1). The limit is
 * counted from the day the election was called for, so that it holds however often a contest is put off.
 * @param called the election as called
 * @param election the same, on the contest's own voting day
 */
export function prolong(
  command: ProlongContest,
  state: OpenContest,
  called: ElectionFacts,
  election: ElectionFacts,
): Decision<ContestEvent> {
  const { votingDay, reason, at } = command;
  const end = due('prolongation', called);
  if (!end) return new Refusal('state', 'NO_PROLONGATION', 'This rule set knows of no prolongation.');
  const where = end.article === undefined ? {} : { article: end.article };
  const { minimumCandidates } = election.rules;
  const left = candidatesWho(state, 'registered').length;
  if (left >= minimumCandidates) {
    return new Refusal('state', 'ENOUGH_REGISTERED', `${left} candidates are registered.`, where);
  }
  if (state.stage === 'nomination' && registrationOpen(command, election)) {
    return new Refusal('state', 'REGISTRATION_OPEN', 'Candidates may still be registered.', where);
  }
  if (localTime(at, election.timeZone).slice(0, 10) >= election.votingDay) {
    return new Refusal('state', 'VOTE_HELD', `The vote was on ${election.votingDay}.`, where);
  }
  if (!isRealDay(votingDay)) {
    return new Refusal('input', 'NO_SUCH_DAY', `${votingDay} is no day.`, { field: '/votingDay' });
  }
  const last = end.moment.slice(0, 10);
  if (votingDay <= election.votingDay || votingDay > last) {
    const words = `The contest is put off to a day after ${election.votingDay}, to ${last} at the latest.`;
    return new Refusal('input', 'PROLONGED_OUT_OF_TIME', words, { ...where, field: '/votingDay' });
  }
  return [{ type: 'ContestProlonged', data: { votingDay, reason, at } }];
}
