import type { PolledContest } from '../../../domain/precinct/decider.ts';
import type { Act } from '../act.ts';
import type { Facts } from '../facts.ts';
import { commissionInverses } from './commission.ts';
import { dated, type Inverses } from './inverse.ts';

export const precinctInverses: Inverses<'precinct'> = {
  PrecinctFormed({ data: { area, name, votersOnRoll } }, { address: { election } }, facts) {
    const known = { election: facts.election(election), area: facts.area(election, area) };
    return { type: 'FormPrecinct', area, name, votersOnRoll, facts: known };
  },
  ...commissionInverses,
  RollReceived: ({ data }, act) => ({
    type: 'ReceiveRoll',
    votersOnRoll: data.votersOnRoll,
    ...dated(data.at, act),
  }),
  PollsOpened: ({ data }, act, facts) =>
    onADay(act, facts).map((day) => ({ type: 'OpenPolls', ...dated(data.at, act), ...day })),
  TurnoutReported: ({ data: { hour, ballotsIssued, at } }, act, facts) =>
    onADay(act, facts).map((day) => ({ type: 'ReportTurnout', hour, ballotsIssued, ...dated(at, act), ...day })),
  PollsClosed: ({ data }, act, facts) =>
    onADay(act, facts).map((day) => ({ type: 'ClosePolls', ...dated(data.at, act), ...day })),
};

/**
 * The record does not say for whose day polls act: the election's, or that of a contest which was put off. Each contest
 * with a day of its own that the precinct votes in may be meant.
 */
function onADay({ address: { election, precinct } }: Act, facts: Facts) {
  const called = facts.election(election);
  const days = facts.sums.contestsAt(election, precinct).flatMap((contest) => {
    const seat = facts.contest(election, contest);
    return seat?.votingDay !== undefined && facts.votes(election, precinct, seat)
      ? [{ contest, facts: { election: called, contest: { votingDay: seat.votingDay, votesHere: true } } }]
      : [];
  });
  const ofTheElection: { contest?: string; facts: { election: typeof called; contest?: PolledContest } }[] = [
    { facts: { election: called } },
  ];
  return [...ofTheElection, ...days];
}
