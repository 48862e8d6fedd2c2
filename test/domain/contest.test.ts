import { describe, expect, test } from '@jest/globals';
import { contestDecider } from '../../src/domain/contest/decider.ts';
import { given } from '../support/given.ts';
import { actsIn, called } from './contest-acts.ts';
import { in2021, in2026, inAktau, plurality } from './elections.ts';

describe('a contest', () => {
  const { call } = actsIn(in2021);

  test('is conducted by the commission of the district above the constituency', () => {
    given(contestDecider)
      .when(call())
      .thenRecorded({
        type: 'ContestCalled',
        data: {
          area: '631234567',
          commission: '6312',
          name: { kk: 'Ақжар' },
          againstAll: true,
          termEnds: null,
          repeats: null,
          at: '2013-09-01T10:00:00Z',
        },
      });
  });

  test.each([
    ['another area above', { commission: '63' }, 'ContestCalled'],
    ['the constituency itself', { commission: '631234567' }, 'ContestCalled'],
    ['an area elsewhere', { commission: '19' }, 'COMMISSION_ELSEWHERE'],
  ])('may be conducted by %s: %#', (_, change, answer) =>
    given(contestDecider).when(call(change)).thenAnswered(answer),
  );

  test.each([
    ['2021: 40 days before the term ends', in2021, '2021-07-31', '2021-06-21T23:59:59+06:00', 'ContestCalled'],
    ['2021: 39 days before', in2021, '2021-07-31', '2021-06-22T00:00:00+06:00', 'CALLED_TOO_LATE'],
    ['2021: 40 days before in Aktau', inAktau, '2021-07-31', '2021-06-22T00:59:59+06:00', 'ContestCalled'],
    ['2021: 39 days before in Aktau', inAktau, '2021-07-31', '2021-06-22T00:00:00+05:00', 'CALLED_TOO_LATE'],
    ['2026: 50 days before', in2026, '2026-12-01', '2026-10-12T23:59:59+05:00', 'ContestCalled'],
    ['2026: 49 days before', in2026, '2026-12-01', '2026-10-13T00:00:00+05:00', 'CALLED_TOO_LATE'],
    ['no limit without a calendar', plurality, '2013-11-10', '2013-11-09T00:00:00Z', 'ContestCalled'],
    ['a term that ends on no day', in2021, '2021-06-31', '2021-05-01T00:00:00Z', 'NO_SUCH_DAY'],
  ])('is called in time, %s', (_, election, termEnds, at, answer) => {
    given(contestDecider).when(actsIn(election).call({ termEnds }, at)).thenAnswered(answer);
  });

  test.each([
    ['the day before the vote', '2021-07-24T23:59:59+06:00', 'ContestCalled'],
    ['on the day of the vote', '2021-07-25T00:00:00+06:00', 'CALLED_AFTER_THE_VOTE'],
  ])('for a vacant office is called %s', (_, at, answer) =>
    given(contestDecider).when(call({}, at)).thenAnswered(answer),
  );

  test('is called once, in an election that is called, for an area that is registered', () => {
    called(in2021).when(call()).thenRefused('CONTEST_CALLED');
    given(contestDecider)
      .when(call({ facts: { election: in2021, ancestry: [], heldIn: 'e' } }))
      .thenRefused('AREA_UNKNOWN');
    given(contestDecider)
      .when(call({ facts: { election: undefined, ancestry: [], heldIn: 'e' } }))
      .thenRefused('ELECTION_UNKNOWN');
  });

  test('that is not called has no candidates', () => {
    given(contestDecider).when(actsIn(in2021).nominate('a')).thenRefused('CONTEST_UNKNOWN');
  });

  test('is conducted by the constituency itself where the rule set says so', () => {
    expect(called(plurality).state).toMatchObject({ area: '631234567', commission: '631234567' });
  });
});
