import { describe, expect, test } from '@jest/globals';
import { type CallElection, electionDecider } from '../../src/domain/election/decider.ts';
import { upcast } from '../../src/domain/event-catalogue.ts';
import { given } from '../support/given.ts';
import { done } from './elections.ts';

const call: CallElection = {
  type: 'CallElection',
  name: { kk: 'Ауыл әкімдерін сайлау', ru: 'Выборы сельских акимов' },
  votingDay: '2021-07-25',
  ruleSet: 'kz-akim-2021',
  timeZone: 'Asia/Almaty',
  ...done('2021-06-01T09:00:00+06:00'),
};
const { type: _type, now: _now, ...called } = { ...call, minimumBallotBatch: 10, personalSignatures: false };

describe('an election', () => {
  test('is called with the smallest batch of ballots that its rule set asks for', () => {
    given(electionDecider).when(call).thenRecorded({ type: 'ElectionCalled', data: called });
  });

  test('may ask for larger batches', () => {
    given(electionDecider)
      .when({ ...call, minimumBallotBatch: 25 })
      .thenRecorded({ type: 'ElectionCalled', data: { ...called, minimumBallotBatch: 25 } });
  });

  test('may demand the signatures of its acts, and by its first version demanded none', () => {
    given(electionDecider)
      .when({ ...call, personalSignatures: true })
      .thenRecorded({ type: 'ElectionCalled', data: { ...called, personalSignatures: true } });
    const { personalSignatures: _, ...before } = called;
    expect(upcast({ type: 'ElectionCalled', version: 1, data: before }).data).toEqual(called);
  });

  test('is called once', () => {
    given(electionDecider).after(call).when(call).thenRefused('ELECTION_CALLED');
  });

  test.each([
    ['batches of no ballots', { minimumBallotBatch: 0 }, 'BATCH_MINIMUM'],
    ['batches too large to be recorded', { minimumBallotBatch: 1001 }, 'BATCH_MINIMUM'],
    ['a rule set that nobody knows', { ruleSet: 'kz-akim-1999' }, 'RULE_SET_UNKNOWN'],
    ['a day that the calendar has not', { votingDay: '2021-02-29' }, 'NO_SUCH_DAY'],
    ['a zone that no map shows', { timeZone: 'Asia/Atlantis' }, 'TIME_ZONE_UNKNOWN'],
    ['an act of tomorrow', { at: '2021-06-02T09:00:00Z', now: '2021-06-02T08:59:59.999Z' }, 'ACT_IN_THE_FUTURE'],
    ['an act at no moment', { at: 'yesterday' }, 'NO_SUCH_MOMENT'],
    ['an act on a day that the calendar has not', { at: '2021-02-29T09:00:00Z' }, 'NO_SUCH_MOMENT'],
    ['batches that may be empty', { minimumBallotBatch: 0 }, 'BATCH_MINIMUM'],
    ['batches larger than any may be', { minimumBallotBatch: 1001 }, 'BATCH_MINIMUM'],
  ])('is not called with %s', (_, fault, code) => {
    given(electionDecider)
      .when({ ...call, ...fault })
      .thenRefused(code);
  });

  test.each([
    ['the smallest batch there is', { minimumBallotBatch: 1 }],
    ['the largest batch there is', { minimumBallotBatch: 1000 }],
    ['a leap day', { votingDay: '2024-02-29' }],
    ['the largest batches there are', { minimumBallotBatch: 1000 }],
    ['an act of this very moment', { at: '2021-06-02T09:00:00Z', now: '2021-06-02T09:00:00.000Z' }],
    [
      'an act of the present moment in another offset',
      { at: '2021-06-02T15:00:00+06:00', now: '2021-06-02T09:00:00Z' },
    ],
  ])('is called with %s', (_, change) => {
    given(electionDecider)
      .when({ ...call, ...change })
      .thenRecordedTypes('ElectionCalled');
  });

  test('is what later decisions rest on', () => {
    const facts = given(electionDecider).after(call).state;
    expect(facts).toMatchObject({ votingDay: '2021-07-25', timeZone: 'Asia/Almaty', rules: { id: 'kz-akim-2021' } });
  });
});
