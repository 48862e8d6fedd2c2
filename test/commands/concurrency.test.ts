import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { streams } from '../../src/domain/stream.ts';
import type { EventStore } from '../../src/event-store/port.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { type Ask, election, eventsOf, openPolls, receiveRoll, record, seal, setUp, writeSide } from './write-side.ts';

const boxStream = streams.ballotBox(election, 'c', 'p');
const precinctStream = streams.precinct(election, 'p');
let store: EventStore;
let ask: Ask;

beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  ({ ask } = writeSide(store, store));
  await setUp(ask);
});
afterEach(() => store.close());

const ballots = (size: number) => Array.from({ length: size }, (_, i) => (i % 3 ? 'a' : 'b'));

describe('two processes on one stream', () => {
  test('lose no event, double none, and are told where theirs stands', async () => {
    const processes = [ask, writeSide(store, store).ask];
    let next = 1;
    let before = 1;
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 1, maxLength: 12 }), async (turns) => {
        const asked = turns.map((second) => ({ process: processes[Number(second)]!, roll: next++ }));
        const answers = await Promise.allSettled(asked.map(({ process, roll }) => receiveRoll(process, roll)));
        const recorded = (await eventsOf(store, precinctStream)).slice(before);
        before += recorded.length;
        const expected = answers.flatMap((answer, i) =>
          answer.status === 'fulfilled' ? [[answer.value.revision, asked[i]!.roll]] : [],
        );
        const got = recorded.map(({ revision, data }) => [revision, (data as { votersOnRoll: number }).votersOnRoll]);
        expect(expected.toSorted((a, b) => a[0]! - b[0]!)).toEqual(got);
        // Nobody is sent away: a decision that was overtaken is taken again.
        expect(answers.filter(({ status }) => status === 'rejected')).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  test('open the polls once', async () => {
    const processes = [ask, writeSide(store, store).ask, writeSide(store, store).ask];
    const answers = await Promise.allSettled([...processes, ...processes].map(openPolls));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const reasons = answers.flatMap((answer) => (answer.status === 'rejected' ? [String(answer.reason)] : []));
    expect(reasons.filter((reason) => !reason.includes('POLLS_OPENED'))).toEqual([]);
    expect((await eventsOf(store, precinctStream)).map(({ type }) => type)).toEqual(['PrecinctFormed', 'PollsOpened']);
  });

  test('read ballots into a box that closes over exactly those that are in it', async () => {
    const sizes = fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean()), { minLength: 1, maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(sizes, fc.nat({ max: 7 }), async (batches, closing) => {
        const fresh = await openSqliteStore(':memory:');
        const processes = [writeSide(fresh, fresh).ask, writeSide(fresh, fresh).ask];
        await setUp(processes[0]!);
        await seal(processes[0]!);
        const answers = await Promise.allSettled(
          batches.map(([size, second], i) =>
            record(processes[Number(second)]!, randomUUID(), ballots(size), i === closing % batches.length),
          ),
        );
        const events = await eventsOf(fresh, boxStream);
        await fresh.close();
        const acknowledged = batches.reduce(
          (sum, [size], i) => sum + (answers[i]!.status === 'fulfilled' ? size : 0),
          0,
        );
        const closed = events.findIndex(({ type }) => type === 'BallotBoxClosed');
        expect(events.filter(({ type }) => type === 'BallotCast')).toHaveLength(acknowledged);
        if (answers[closing % batches.length]!.status === 'rejected') return;
        expect(closed).toBe(events.length - 1);
        expect(events[closed]!.data).toMatchObject({ ballots: acknowledged });
      }),
      { numRuns: 12 },
    );
  });
});

describe('batches at the same time', () => {
  beforeEach(() => seal(ask));

  test('are both recorded, one after the other', async () => {
    const [first, second] = [randomUUID(), randomUUID()];
    await Promise.all([record(ask, first, ballots(20)), record(ask, second, ballots(30))]);
    const batches = (await eventsOf(store, boxStream)).slice(1).map(({ data }) => (data as { batch: string }).batch);
    expect(batches).toEqual([...Array<string>(20).fill(first), ...Array<string>(30).fill(second)]);
  });

  test.each([
    ['in one process', false],
    ['in two processes', true],
  ])('under one id are recorded once, %s', async (_, apart) => {
    const other = apart ? writeSide(store, store).ask : ask;
    const batch = randomUUID();
    await Promise.all([record(ask, batch, ballots(20)), record(other, batch, ballots(20))]);
    await record(other, batch, ballots(20).toReversed());
    expect(await eventsOf(store, boxStream)).toHaveLength(1 + 20);
    await expect(record(ask, batch, ballots(21))).rejects.toThrow('BATCH_REUSED');
  });
});
