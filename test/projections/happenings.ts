import { streams } from '../../src/domain/stream.ts';
import type { TurnoutHour } from '../../src/domain/precinct/events.ts';
import type { Happened } from '../support/history.ts';

/** Events of an election `e`, to write histories by hand. */

const at = '2021-07-25T09:00:00+06:00';
const name = { en: 'Name' };

export const called = (ruleSet: string): Happened => ({
  stream: streams.election('e'),
  type: 'ElectionCalled',
  data: {
    name,
    votingDay: '2021-07-25',
    ruleSet,
    timeZone: 'Asia/Almaty',
    minimumBallotBatch: 1,
    personalSignatures: false,
    at,
  },
});
export const area = (
  code: string,
  level: 'country' | 'region' | 'district' | 'locality',
  parent: string | null,
): Happened => ({
  stream: streams.area('e', code),
  type: 'AreaRegistered',
  data: { level, parent, name },
});
export const precinct = (code: string, inArea: string, votersOnRoll: number | null): Happened => ({
  stream: streams.precinct('e', code),
  type: 'PrecinctFormed',
  data: { area: inArea, name: code, votersOnRoll },
});
export const contest = (code: string, constituency: string, againstAll = true): Happened => ({
  stream: streams.contest('e', code),
  type: 'ContestCalled',
  data: { area: constituency, commission: constituency, name, againstAll, termEnds: null, repeats: null, at },
});
export const ballot = (code: string, ...lines: string[]): Happened => ({
  stream: streams.contest('e', code),
  type: 'BallotTextApproved',
  data: { lines, at },
});
export const sealed = (code: string, inPrecinct: string): Happened => ({
  stream: streams.ballotBox('e', code, inPrecinct),
  type: 'BallotBoxSealed',
  data: { at },
});
export const cast = (code: string, inPrecinct: string, ...choices: string[]): Happened[] =>
  choices.map((choice) => ({
    stream: streams.ballotBox('e', code, inPrecinct),
    type: 'BallotCast',
    data: { choice, batch: '00000000-0000-4000-8000-000000000000' },
  }));
export const closed = (code: string, inPrecinct: string, ballots: number): Happened => ({
  stream: streams.ballotBox('e', code, inPrecinct),
  type: 'BallotBoxClosed',
  data: { ballots, at },
});
export const roll = (code: string, votersOnRoll: number): Happened => ({
  stream: streams.precinct('e', code),
  type: 'RollReceived',
  data: { votersOnRoll, at },
});
export const turnout = (code: string, hour: TurnoutHour, ballotsIssued: number): Happened => ({
  stream: streams.precinct('e', code),
  type: 'TurnoutReported',
  data: { hour, ballotsIssued, at },
});
