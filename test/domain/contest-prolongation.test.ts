import { describe, expect, test } from '@jest/globals';
import type { ElectionFacts } from '../../src/domain/election/state.ts';
import { contestFacts } from '../../src/domain/contest/state.ts';
import { actsIn, called, registered } from './contest-acts.ts';
import { in2021, in2026, plurality } from './elections.ts';
import { repeat, tabulate, voices } from './result-acts.ts';

/** After registration has closed, before the vote. */
const at = '2021-07-16T10:00:00+06:00';
const alone = registered(in2021, 'a');

describe('a contest with too few candidates', () => {
  test.each([
    ['2021: fifteen days on', in2021, '2021-08-09', 'ContestProlonged'],
    ['2021: sixteen days on', in2021, '2021-08-10', 'PROLONGED_OUT_OF_TIME'],
    ['2021: a day on', in2021, '2021-07-26', 'ContestProlonged'],
    ['2021: to its own day', in2021, '2021-07-25', 'PROLONGED_OUT_OF_TIME'],
    ['2021: to no day', in2021, '2021-08-32', 'NO_SUCH_DAY'],
    ['2026: fifteen days on', in2026, '2026-11-30', 'ContestProlonged'],
    ['2026: sixteen days on', in2026, '2026-12-01', 'PROLONGED_OUT_OF_TIME'],
    ['other countries: not at all', plurality, '2013-11-06', 'NO_PROLONGATION'],
  ] as [string, ElectionFacts, string, string][])('is put off, %s', (_, election, day, answer) => {
    const when = election === in2026 ? '2026-10-27T10:00:00+05:00' : at;
    registered(election, 'a').when(actsIn(election).prolong(day, when)).thenAnswered(answer);
  });

  test.each([
    ['while registration is open', '2021-07-15T18:00:00+06:00', 'REGISTRATION_OPEN'],
    ['a second after it has closed', '2021-07-15T18:00:01+06:00', 'ContestProlonged'],
    ['the day before the vote', '2021-07-24T23:59:59+06:00', 'ContestProlonged'],
    ['on the day of the vote', '2021-07-25T00:00:00+06:00', 'VOTE_HELD'],
  ])('is put off in time: %s', (_, when, answer) => {
    alone.when(actsIn(in2021).prolong('2021-08-01', when)).thenAnswered(answer);
  });

  test('is one in which fewer than two stand registered', () => {
    const { prolong, withdraw } = actsIn(in2021);
    registered(in2021, 'a', 'b').when(prolong('2021-08-01', at)).thenRefused('ENOUGH_REGISTERED');
    registered(in2021, 'a', 'b').after(withdraw('b')).when(prolong('2021-08-01', at)).thenAnswered('ContestProlonged');
  });

  test('is put off again within the same fifteen days', () => {
    const { prolong } = actsIn(in2021);
    const first = alone.after(prolong('2021-08-01', at));
    const later = '2021-07-30T10:00:00+06:00';
    first.when(prolong('2021-08-09', later)).thenAnswered('ContestProlonged');
    first.when(prolong('2021-08-10', later)).thenRefused('PROLONGED_OUT_OF_TIME');
    first.when(prolong('2021-08-01', later)).thenRefused('PROLONGED_OUT_OF_TIME');
  });
});

describe('a contest put off', () => {
  const acts = actsIn(in2021);
  const putOff = alone.after(acts.nominate('old'), acts.prolong('2021-08-09', at));

  test.each([
    [
      'nominates until fifteen days before its own day',
      (when: string) => acts.nominate('new', { at: when }),
      '2021-07-25T18:00:00+06:00',
      '2021-07-25T18:00:01+06:00',
      'NOMINATION_CLOSED',
    ],
    [
      'registers until ten days before',
      (when: string) => acts.register('b', when),
      '2021-07-30T18:00:00+06:00',
      '2021-07-30T18:00:01+06:00',
      'REGISTRATION_CLOSED',
    ],
    [
      'lets candidates withdraw until two days before',
      (when: string) => acts.withdraw('a', when),
      '2021-08-07T23:59:59+06:00',
      '2021-08-08T00:00:00+06:00',
      'WITHDRAWAL_CLOSED',
    ],
  ])('%s', (_, act, intime, late, code) => {
    const contest = putOff.after(acts.nominate('b', { at }), acts.check('b'));
    expect(contest.when(act(intime)).decision).toHaveLength(1);
    contest.when(act(late)).thenRefused(code);
  });

  test('says to others on which day it is voted on', () => {
    expect(contestFacts(alone.state)!.votingDay).toBeUndefined();
    expect(contestFacts(putOff.state)!.votingDay).toBe('2021-08-09');
  });

  test('goes back to nomination, and needs another ballot text', () => {
    const approved = registered(in2021, 'a', 'b').after(acts.approveText());
    approved.when(acts.prolong('2021-08-09', at)).thenRefused('ENOUGH_REGISTERED');
    const left = approved.after(acts.withdraw('b', at));
    const again = left.after(acts.prolong('2021-08-09', at));
    expect(contestFacts(again.state)!.lines).toBeUndefined();
    again.when(tabulate()).thenRefused('BALLOT_TEXT_NOT_APPROVED');
    const later = '2021-07-24T10:00:00+06:00';
    const found = again.after(acts.nominate('c', { at: later }), acts.check('c'), acts.register('c', later));
    const text = found.after(acts.approveText(undefined, later));
    expect(contestFacts(text.state)!.lines).toEqual(['a', 'c', 'against-all']);
  });

  test('that ends in a tie is repeated within a month of its own day', () => {
    const when = '2021-07-24T10:00:00+06:00';
    const tied = alone.after(
      acts.prolong('2021-08-09', at),
      acts.nominate('b', { at: when }),
      acts.check('b'),
      acts.register('b', when),
      acts.approveText(undefined, when),
      tabulate({ votes: { a: 5, b: 5 } }),
      ...voices(4),
    );
    tied.when(repeat('2021-09-09')).thenAnswered('RepeatElectionCalled');
    tied.when(repeat('2021-09-10')).thenRefused('REPEAT_OUT_OF_TIME');
    tied.when(repeat('2021-08-09')).thenRefused('REPEAT_OUT_OF_TIME');
  });

  test('may extend its nomination anew', () => {
    const without = alone.after(acts.prolong('2021-08-09', at));
    without.when(acts.extend('2021-07-30T18:00:00+06:00', at)).thenAnswered('NominationExtended');
    without.when(acts.extend('2021-07-30T18:00:01+06:00', at)).thenRefused('EXTENSION_TOO_LONG');
    called(in2021).when(acts.extend('2021-07-30T18:00:00+06:00', at)).thenRefused('EXTENSION_TOO_LONG');
  });
});
