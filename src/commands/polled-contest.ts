import type { PolledContest } from '../domain/precinct/decider.ts';
import type { Moment } from './moment.ts';
import { ancestryOf, contestOf, precinctOf } from './facts.ts';
import type { PrecinctTarget } from './targets.ts';

/** The contest on whose voting day a precinct's polls act, as the record stands now: `undefined` when none was called. */
export async function polledContest(
  moment: Moment,
  { election, precinct }: PrecinctTarget,
  contest: string | undefined,
): Promise<PolledContest | undefined> {
  if (contest === undefined) return undefined;
  const seat = await contestOf({ ...moment, known: moment.current }, election, contest);
  if (!seat) return undefined;
  const place = await precinctOf(moment, election, precinct);
  const above = place ? await ancestryOf(moment, election, place.area) : [];
  return { votingDay: seat.votingDay, votesHere: above.some(({ code }) => code === seat.area) };
}
