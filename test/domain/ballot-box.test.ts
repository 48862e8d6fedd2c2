import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type BallotBoxCommand, type BallotBoxFacts, ballotBoxDecider } from '../../src/domain/ballot-box/decider.ts';
import { invalidReasons, largestBallotBatch } from '../../src/domain/ballot-box/events.ts';
import { given } from '../support/given.ts';
import { done, in2021, plurality } from './elections.ts';

const first = '00000000-0000-4000-8000-000000000001';
const second = '00000000-0000-4000-8000-000000000002';
const facts: BallotBoxFacts = {
  election: in2021,
  precinct: { area: '631234567', closed: true },
  lines: ['a', 'b', 'against-all'],
};
const night = done('2021-07-25T21:00:00+06:00');

const seal = (change: object = {}): BallotBoxCommand => ({
  type: 'SealBallotBox',
  ...done('2021-07-25T06:30:00+06:00'),
  facts: { ...facts, precinct: { area: '631234567', closed: false }, inConstituency: true, decided: false, ...change },
});
const record = (
  choices: readonly string[],
  { batch = first, last = false, known = facts }: { batch?: string; last?: boolean; known?: BallotBoxFacts } = {},
): BallotBoxCommand => ({ type: 'RecordBallots', batch, choices, last, ...night, facts: known });
const close: BallotBoxCommand = { type: 'CloseBallotBox', ...night, facts };

const ten = ['a', 'b', 'a', 'a', 'against-all', 'b', 'b', 'a', 'invalid:unsigned', 'a'];
const sealed = given(ballotBoxDecider).after(seal());

describe('a ballot box', () => {
  test('is sealed before the vote, once', () => {
    given(ballotBoxDecider)
      .when(seal())
      .thenRecorded({ type: 'BallotBoxSealed', data: { at: '2021-07-25T06:30:00+06:00' } });
    sealed.when(seal()).thenRefused('BALLOT_BOX_SEALED');
  });

  test.each([
    ['no election', { election: undefined }, 'ELECTION_UNKNOWN'],
    ['no precinct', { precinct: undefined }, 'PRECINCT_UNKNOWN'],
    ['no approved ballot', { lines: undefined }, 'BALLOT_TEXT_NOT_APPROVED'],
    ['a precinct that votes elsewhere', { inConstituency: false }, 'PRECINCT_OUTSIDE_CONSTITUENCY'],
    ['a result that is established', { decided: true }, 'RESULT_ESTABLISHED'],
  ])('is not sealed with %s', (_, change, code) => {
    given(ballotBoxDecider).when(seal(change)).thenRefused(code);
  });

  test('takes ballots and is closed only when it was sealed', () => {
    given(ballotBoxDecider).when(record(ten)).thenRefused('BALLOT_BOX_NOT_SEALED');
    given(ballotBoxDecider).when(close).thenRefused('BALLOT_BOX_NOT_SEALED');
  });

  test('once closed takes no more ballots, and is not closed again', () => {
    const closed = sealed.after(record(ten), close);
    closed.when(record(ten, { batch: second })).thenRefused('BALLOT_BOX_CLOSED');
    closed.when(close).thenRefused('BALLOT_BOX_CLOSED');
    expect(closed.state).toMatchObject({ status: 'closed', ballots: 10 });
  });

  test('is closed after the polls have closed', () => {
    const open = { ...facts, precinct: { area: '631234567', closed: false } };
    sealed.when({ ...close, facts: open } as BallotBoxCommand).thenRefused('POLLS_OPEN');
    sealed
      .when({ ...close, facts: { ...open, election: plurality } } as BallotBoxCommand)
      .thenAnswered('BallotBoxClosed');
  });

  test('may be empty', () => {
    sealed.when(close).thenRecorded({ type: 'BallotBoxClosed', data: { ballots: 0, at: night.at } });
  });
});

describe('ballots', () => {
  test('are recorded one by one, in the order given, with nothing but the choice and the batch', () => {
    sealed
      .when(record(ten))
      .thenRecorded(...ten.map((choice) => ({ type: 'BallotCast' as const, data: { choice, batch: first } })));
  });

  test('are counted after the polls have closed', () => {
    const open = { ...facts, precinct: { area: '631234567', closed: false } };
    sealed.when(record(ten, { known: open })).thenRefused('POLLS_OPEN');
    sealed.when(record(ten, { known: { ...open, precinct: undefined } })).thenRefused('POLLS_OPEN');
    sealed
      .when(record(ten, { known: { ...open, election: plurality } }))
      .thenRecordedTypes(...ten.map(() => 'BallotCast'));
  });

  test('come in batches of a size that hides each of them, and none too large', () => {
    sealed.when(record(ten.slice(1))).thenRefused('BATCH_TOO_SMALL');
    const demanding = { ...facts, election: { ...in2021, minimumBallotBatch: 11 } };
    sealed.when(record(ten, { known: demanding })).thenRefused('BATCH_TOO_SMALL');
    sealed.when(record(['a'], { known: { ...facts, election: plurality } })).thenAnswered('BallotCast');
    const many = Array<string>(largestBallotBatch).fill('a');
    sealed.when(record(many)).thenRecordedTypes(...many.map(() => 'BallotCast'));
    sealed.when(record([...many, 'a'])).thenRefused('BATCH_SIZE');
    sealed.when(record([], { last: true })).thenRefused('BATCH_SIZE');
  });

  test('of the last batch may be few, and close the box with it', () => {
    sealed
      .after(record(ten))
      .when(record(['b', 'a'], { batch: second, last: true }))
      .thenRecorded(
        { type: 'BallotCast', data: { choice: 'b', batch: second } },
        { type: 'BallotCast', data: { choice: 'a', batch: second } },
        { type: 'BallotBoxClosed', data: { ballots: 12, at: night.at } },
      );
  });

  test('name a line of the ballot, or why they are invalid', () => {
    const reasons = invalidReasons.map((reason) => `invalid:${reason}`);
    sealed.when(record([...ten, ...reasons])).thenRecordedTypes(...[...ten, ...reasons].map(() => 'BallotCast'));
    for (const strange of ['c', 'A', '', 'invalid:', 'invalid:mood', 'constructor']) {
      sealed.when(record([...ten, strange])).thenRefused('NO_SUCH_LINE');
    }
    sealed.when(record(ten, { known: { ...facts, lines: ['a', 'b'] } })).thenRefused('NO_SUCH_LINE');
  });
});

describe('a batch that comes again', () => {
  test('with the same ballots in any order is recorded once', () => {
    const recorded = sealed.after(record(ten));
    fc.assert(
      fc.property(fc.shuffledSubarray(ten, { minLength: ten.length }), (again) => {
        recorded.when(record(again)).thenRecorded();
      }),
    );
  });

  test.each([
    ['one ballot less', ten.slice(1)],
    ['one ballot more', [...ten, 'a']],
    ['one ballot turned', ['b', ...ten.slice(1)]],
    ['a line it had not', ['invalid:wrong-form', ...ten.slice(1)]],
  ])('with %s is refused', (_, other) => sealed.after(record(ten)).when(record(other)).thenRefused('BATCH_REUSED'));

  test('is recognised after the box has closed, and as the last one', () => {
    sealed.after(record(ten), close).when(record(ten)).thenRecorded();
    sealed
      .after(record(ten, { last: true }))
      .when(record(ten, { last: true }))
      .thenRecorded();
  });

  test('as the last one, which it was not, is another request', () => {
    sealed
      .after(record(ten))
      .when(record(ten, { last: true }))
      .thenRefused('BATCH_REUSED');
  });
});

test('the tally of a box is the ballots of its batches, whichever order and size they came in', () => {
  const known = { ...facts, election: { ...in2021, minimumBallotBatch: 1 } };
  const choices = fc.array(fc.constantFrom('a', 'b', 'against-all', 'invalid:unsigned'), { minLength: 1 });
  const batches = fc.uniqueArray(fc.tuple(fc.uuid({ version: 4 }), choices, fc.boolean()), {
    selector: ([id]) => id,
    maxLength: 8,
  });
  fc.assert(
    fc.property(batches, (posted) => {
      const once = posted.map(([batch, ballots]) => record(ballots, { batch, known }));
      const again = once.filter((_, i) => posted[i]![2]);
      const { state } = sealed.after(...once, ...again.toReversed());
      if (state.status === 'none') throw new Error('the box is sealed');
      const inBox = [...state.batches.values()].flatMap((tally) =>
        [...tally].flatMap(([choice, n]) => Array<string>(n).fill(choice)),
      );
      expect(inBox.toSorted()).toEqual(posted.flatMap(([, ballots]) => ballots).toSorted());
      expect(state.ballots).toBe(inBox.length);
    }),
  );
});
