import { describe, expect, test } from '@jest/globals';
import type { ElectionFacts } from '../../src/domain/election/state.ts';
import { type PolledContest, type PrecinctCommand, precinctDecider } from '../../src/domain/precinct/decider.ts';
import type { TurnoutHour } from '../../src/domain/precinct/events.ts';
import { precinctFacts } from '../../src/domain/precinct/state.ts';
import { given } from '../support/given.ts';
import { commissionOf, done, in2021, inAktau, plurality } from './elections.ts';

const form: PrecinctCommand = {
  type: 'FormPrecinct',
  area: '631234567',
  name: 'Орта мектеп',
  votersOnRoll: null,
  facts: { election: in2021, area: { level: 'locality', parent: '6312' } },
};
const open = (at: string, election: ElectionFacts = in2021): PrecinctCommand => ({
  type: 'OpenPolls',
  ...done(at),
  facts: { election },
});
const close = (at: string, election: ElectionFacts = in2021): PrecinctCommand => ({
  type: 'ClosePolls',
  ...done(at),
  facts: { election },
});
const turnout = (hour: TurnoutHour, ballotsIssued: number, at: string, election = in2021): PrecinctCommand => ({
  type: 'ReportTurnout',
  hour,
  ballotsIssued,
  ...done(at),
  facts: { election },
});
const formed = given(precinctDecider).after(form);
const opened = formed.after(open('2021-07-25T07:00:00+06:00'));
const closed = opened.after(close('2021-07-25T20:00:00+06:00'));

describe('a precinct', () => {
  test('is formed once, in a registered area of an election', () => {
    given(precinctDecider)
      .when(form)
      .thenRecorded({
        type: 'PrecinctFormed',
        data: { area: '631234567', name: 'Орта мектеп', votersOnRoll: null },
      });
    formed.when(form).thenRefused('PRECINCT_FORMED');
    const { facts } = form as Extract<PrecinctCommand, { type: 'FormPrecinct' }>;
    const elsewhere = { ...form, facts: { ...facts, area: undefined } } as PrecinctCommand;
    given(precinctDecider).when(elsewhere).thenRefused('AREA_UNKNOWN');
    const never = { ...form, facts: { ...facts, election: undefined } } as PrecinctCommand;
    given(precinctDecider).when(never).thenRefused('ELECTION_UNKNOWN');
  });

  test.each([
    open('2021-07-25T07:00:00+06:00'),
    close('2021-07-25T20:00:00+06:00'),
    turnout(10, 1, '2021-07-25T10:00:00+06:00'),
    { type: 'ReceiveRoll' as const, votersOnRoll: 1, ...done('2021-07-01T10:00:00+06:00') },
    { type: 'ComposeCommission' as const, members: commissionOf(5) },
  ])('that is not formed does nothing: $type', (command) => {
    given(precinctDecider).when(command).thenRefused('PRECINCT_UNKNOWN');
  });

  test('has a commission of an odd number', () => {
    formed.when({ type: 'ComposeCommission', members: commissionOf(5) }).thenRecordedTypes('CommissionComposed');
    formed.when({ type: 'ComposeCommission', members: commissionOf(4) }).thenRefused('COMMISSION_EVEN');
  });

  test('receives its roll before the polls open, and again when it is corrected', () => {
    const roll: PrecinctCommand = { type: 'ReceiveRoll', votersOnRoll: 812, ...done('2021-07-05T10:00:00+06:00') };
    expect(formed.after(roll, { ...roll, votersOnRoll: 811 }).state.votersOnRoll).toBe(811);
    opened.when(roll).thenRefused('POLLS_OPENED');
  });
});

describe('polls', () => {
  test.each([
    ['05:59 in Almaty', in2021, '2021-07-25T05:59:59+06:00', false],
    ['06:00 in Almaty', in2021, '2021-07-25T06:00:00+06:00', true],
    ['06:00 in Almaty, said in UTC', in2021, '2021-07-25T00:00:00Z', true],
    ['06:00 the day before', in2021, '2021-07-24T06:00:00+06:00', false],
    ['06:00 the day after', in2021, '2021-07-26T06:00:00+06:00', false],
    ['06:00 in Aktau', inAktau, '2021-07-25T06:00:00+05:00', true],
    ['06:00 in Almaty, where Aktau has 05:00', inAktau, '2021-07-25T06:00:00+06:00', false],
    ['any time where no hours are set', plurality, '2013-11-05T03:00:00-06:00', true],
  ])('open at %s', (_, election, at, admitted) => {
    const asked = formed.when(open(at, election));
    if (admitted) asked.thenRecorded({ type: 'PollsOpened', data: { at } });
    else asked.thenRefused('OUTSIDE_VOTING_HOURS');
  });

  test.each([
    ['22:00', '2021-07-25T22:00:00+06:00', true],
    ['22:01', '2021-07-25T22:01:00+06:00', false],
    ['22:00 the day after', '2021-07-26T22:00:00+06:00', false],
  ])('close at %s', (_, at, admitted) => {
    const asked = opened.when(close(at));
    if (admitted) asked.thenRecorded({ type: 'PollsClosed', data: { at } });
    else asked.thenRefused('OUTSIDE_VOTING_HOURS');
  });

  test('open once and close once, in this order', () => {
    opened.when(open('2021-07-25T08:00:00+06:00')).thenRefused('POLLS_OPENED');
    formed.when(close('2021-07-25T20:00:00+06:00')).thenRefused('POLLS_NOT_OPENED');
    closed.when(close('2021-07-25T21:00:00+06:00')).thenRefused('POLLS_CLOSED');
  });

  test('do not close at the moment they opened, nor before, whatever the offset', () => {
    opened.when(close('2021-07-25T07:00:00+06:00')).thenRefused('POLLS_CLOSED_BEFORE_OPENING');
    opened.when(close('2021-07-25T06:59:59+05:59')).thenRecordedTypes('PollsClosed');
    opened.when(close('2021-07-25T07:30:00+06:31')).thenRefused('POLLS_CLOSED_BEFORE_OPENING');
  });

  test('once closed are a fact that ballots may rest on', () => {
    expect(precinctFacts(opened.state)).toEqual({ area: '631234567', closed: false });
    expect(precinctFacts(closed.state)).toEqual({ area: '631234567', closed: true });
  });
});

describe('polls of a contest that was put off', () => {
  const on = (command: PrecinctCommand, contest?: PolledContest): PrecinctCommand =>
    ({ ...command, contest: 'c', facts: { election: in2021, contest } }) as PrecinctCommand;
  const putOff = { votingDay: '2021-08-01', votesHere: true };

  test.each([
    ['on its own day', putOff, '2021-08-01T07:00:00+06:00', 'PollsOpened'],
    ['a second before its hours', putOff, '2021-08-01T05:59:59+06:00', 'OUTSIDE_VOTING_HOURS'],
    ['on the election’s day', putOff, '2021-07-25T07:00:00+06:00', 'OUTSIDE_VOTING_HOURS'],
    [
      'that was not, on the election’s',
      { ...putOff, votingDay: undefined },
      '2021-07-25T07:00:00+06:00',
      'PollsOpened',
    ],
    [
      'for which the precinct does not vote',
      { ...putOff, votesHere: false },
      '2021-08-01T07:00:00+06:00',
      'PRECINCT_OUTSIDE_CONSTITUENCY',
    ],
    ['that nobody called', undefined, '2021-08-01T07:00:00+06:00', 'CONTEST_UNKNOWN'],
  ])('open for one %s', (_, contest, at, answer) => formed.when(on(open(at), contest)).thenAnswered(answer));

  test('report turnout and close on that day', () => {
    const there = formed.after(on(open('2021-08-01T07:00:00+06:00'), putOff));
    there.when(on(turnout(10, 4, '2021-08-01T10:00:00+06:00'), putOff)).thenAnswered('TurnoutReported');
    there.when(on(turnout(10, 4, '2021-08-01T09:59:59+06:00'), putOff)).thenRefused('TURNOUT_EARLY');
    there.when(on(close('2021-08-01T22:00:00+06:00'), putOff)).thenAnswered('PollsClosed');
    there.when(on(close('2021-08-01T22:00:01+06:00'), putOff)).thenRefused('OUTSIDE_VOTING_HOURS');
    there.when(close('2021-08-01T20:00:00+06:00')).thenRefused('OUTSIDE_VOTING_HOURS');
  });
});

describe('turnout', () => {
  test.each([
    ['at 10:00 capital time', in2021, '2021-07-25T10:00:00+06:00', true],
    ['at 09:59 capital time', in2021, '2021-07-25T09:59:59+06:00', false],
    ['in Aktau at 09:00 local, 10:00 capital time', inAktau, '2021-07-25T09:00:00+05:00', true],
    ['in Aktau at 08:59 local', inAktau, '2021-07-25T08:59:59+05:00', false],
    ['late, the day after', in2021, '2021-07-26T10:00:00+06:00', true],
    ['at any time where no hours are set', plurality, '2013-11-05T03:00:00-06:00', true],
  ])('of ten is reported %s', (_, election, at, admitted) => {
    const asked = opened.when(turnout(10, 40, at, election));
    if (admitted) asked.thenRecorded({ type: 'TurnoutReported', data: { hour: 10, ballotsIssued: 40, at } });
    else asked.thenRefused('TURNOUT_EARLY');
  });

  const atTwelve = opened.after(turnout(12, 100, '2021-07-25T12:01:00+06:00'));
  test.each([
    ['the same hour again', 12, 100, 'TURNOUT_REPORTED'],
    ['an earlier hour', 10, 100, 'TURNOUT_REPORTED'],
    ['fewer ballots than before', 14, 99, 'TURNOUT_FELL'],
  ] as const)('does not go back: %s', (_, hour, ballots, code) => {
    atTwelve.when(turnout(hour, ballots, '2021-07-25T21:00:00+06:00')).thenRefused(code);
  });

  test('may stand still, skip an hour, and come after the polls have closed', () => {
    atTwelve.when(turnout(14, 100, '2021-07-25T14:00:00+06:00')).thenRecordedTypes('TurnoutReported');
    atTwelve.when(turnout(20, 100, '2021-07-25T20:00:00+06:00')).thenRecordedTypes('TurnoutReported');
    closed.when(turnout(21, 100, '2021-07-25T21:00:00+06:00')).thenRecordedTypes('TurnoutReported');
  });

  test('is reported by open polls alone, where the rule set knows of polls', () => {
    formed.when(turnout(10, 0, '2021-07-25T10:00:00+06:00')).thenRefused('POLLS_NOT_OPENED');
    formed.when(turnout(10, 0, '2013-11-05T10:00:00-06:00', plurality)).thenRecordedTypes('TurnoutReported');
  });

  test.each([
    ['a second before ten', '2021-07-25T09:59:59+06:00', 'TurnoutReported'],
    ['at ten', '2021-07-25T10:00:00+06:00', 'TURNOUT_BEFORE_OPENING'],
    ['at ten capital time, nine in Aktau', '2021-07-25T09:00:00+05:00', 'TURNOUT_BEFORE_OPENING'],
  ])('of ten comes from polls that opened before: %s', (_, openedAt, answer) => {
    const late = formed.after(open(openedAt, inAktau));
    late.when(turnout(10, 5, '2021-07-25T12:00:00+06:00', inAktau)).thenAnswered(answer);
  });
});
