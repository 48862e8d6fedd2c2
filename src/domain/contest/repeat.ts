import { isRealDay, localTime } from '../clock.ts';
import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import { due } from '../rules/deadlines.ts';
import type { CallContest, CallRepeat } from './commands.ts';
import type { ContestEvent, Repeats } from './events.ts';
import type { InvalidatedStage, TieStage } from './state.ts';

/** The repeat that a tie or an invalidation leads to, and the contest that is called for it in an election of its own. */

export function callRepeat(
  command: CallRepeat,
  { stage }: TieStage | InvalidatedStage,
  election: ElectionFacts,
): Decision<ContestEvent> {
  const { votingDay, heldIn, at } = command;
  const { repeat, article } = election.rules.tie;
  if (!isRealDay(votingDay))
    return new Refusal('input', 'NO_SUCH_DAY', `${votingDay} is no day.`, { field: '/votingDay' });
  const today = localTime(at, election.timeZone).slice(0, 10);
  const first = election.votingDay > today ? election.votingDay : today;
  const last = due('repeat', election)!.moment.slice(0, 10);
  if (votingDay <= first || votingDay > last) {
    const words = `The repeat is held after ${first}, on ${last} at the latest.`;
    return new Refusal('input', 'REPEAT_OUT_OF_TIME', words, { field: '/votingDay', ...(article ? { article } : {}) });
  }
  // A void contest begins anew: who was tied says nothing.
  const type = stage === 'tie' && repeat === 'voting' ? 'RepeatVotingCalled' : 'RepeatElectionCalled';
  return [{ type, data: { votingDay, heldIn, at } }];
}

/** What a contest that is called repeats; `null`: nothing. */
export function repeatsOf({ repeats, facts }: CallContest, { votingDay }: ElectionFacts): Repeats | null | Refusal {
  if (!repeats) return null;
  const where = { field: '/repeats', article: 'ch. 13-1' };
  const repeat = facts.repeated?.repeat;
  if (!repeat) {
    return new Refusal('input', 'NO_REPEAT_CALLED', `No repeat of contest ${repeats.contest} is called.`, where);
  }
  if (repeat.heldIn !== facts.heldIn) {
    const place = repeat.heldIn === null ? 'in no election that was named' : `in election ${repeat.heldIn}`;
    return new Refusal('input', 'REPEAT_HELD_ELSEWHERE', `The repeat is held ${place}.`, where);
  }
  if (repeat.votingDay !== votingDay) {
    return new Refusal('input', 'REPEAT_ON_ANOTHER_DAY', `The repeat was called for ${repeat.votingDay}.`, where);
  }
  return { ...repeats, candidates: repeat.candidates && [...repeat.candidates] };
}
