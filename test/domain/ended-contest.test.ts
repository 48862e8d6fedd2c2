import { describe, test } from '@jest/globals';
import type { ElectionFacts } from '../../src/domain/election/state.ts';
import { actsIn, registered } from './contest-acts.ts';
import { in2021, in2026, plurality } from './elections.ts';
import { at, repeat, tabulate, tabulated, voice, voices } from './result-acts.ts';

describe('after the certificate', () => {
  const { call, extend, nominate, verify, check, register, refuse, withdraw, approveText } = actsIn(in2021);
  const certified = tabulated.after(...voices(4));

  test.each([
    extend('2021-07-12T18:00:00+06:00'),
    nominate('d'),
    verify('a', 1, 1),
    check('a'),
    register('a'),
    refuse('a'),
    withdraw('a'),
    approveText(),
    tabulate(),
    voice('m5'),
    repeat('2021-08-10'),
  ])('nothing is heard any more: $type', (act) => certified.when(act).thenRefused('RESULT_CERTIFIED'));

  test('a contest is not called anew', () => certified.when(call()).thenRefused('CONTEST_CALLED'));
});

/** A contest of that election that ended in a tie. */
const tied = (election: ElectionFacts) =>
  registered(election, 'a', 'b').after(
    actsIn(election).approveText(),
    tabulate({ votes: { a: 5, b: 5 } }, election),
    ...voices(4, { election }),
  );

describe('a tie', () => {
  test.each([
    ['2021: the last day of the month after', in2021, '2021-08-25', 'RepeatElectionCalled'],
    ['2021: a day later', in2021, '2021-08-26', 'REPEAT_OUT_OF_TIME'],
    ['2021: the day after the act', in2021, '2021-07-27', 'RepeatElectionCalled'],
    ['2021: the day of the act', in2021, '2021-07-26', 'REPEAT_OUT_OF_TIME'],
    ['2021: no day', in2021, '2021-08-32', 'NO_SUCH_DAY'],
    ['2026: the last day', in2026, '2026-12-15', 'RepeatVotingCalled'],
    ['2026: a day later', in2026, '2026-12-16', 'REPEAT_OUT_OF_TIME'],
    ['2026: the day of the vote', in2026, '2026-11-15', 'REPEAT_OUT_OF_TIME'],
    ['other countries: the last day', plurality, '2013-12-05', 'RepeatVotingCalled'],
    [
      'from the 31st of a month to the last of the next',
      { ...in2021, votingDay: '2021-01-31' },
      '2021-02-28',
      'RepeatElectionCalled',
    ],
    ['from the 31st, a day later', { ...in2021, votingDay: '2021-01-31' }, '2021-03-01', 'REPEAT_OUT_OF_TIME'],
    ['over the turn of the year', { ...in2021, votingDay: '2021-12-12' }, '2022-01-12', 'RepeatElectionCalled'],
  ])('leads to a repeat within a month. %s', (_, election, day, answer) => {
    const when = election === in2021 ? at : '2013-11-06T03:00:00Z';
    tied(election)
      .when(repeat(day, election, when))
      .thenAnswered(answer);
  });

  test('leads to nothing else', () => {
    for (const act of [tabulate(), voice('m5'), actsIn(in2021).withdraw('a')])
      tied(in2021).when(act).thenRefused('TIE_DECLARED');
    const called = tied(in2021).after(repeat('2021-08-10'));
    for (const act of [tabulate(), repeat('2021-08-11')]) called.when(act).thenRefused('REPEAT_CALLED');
  });

  test('is what a repeat needs', () => tabulated.when(repeat('2021-08-10')).thenRefused('NO_TIE'));
});
