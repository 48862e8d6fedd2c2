import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CloseBallotBox, CloseBallotBoxHandler } from '../../src/commands/close-ballot-box.ts';
import { SealBallotBox, SealBallotBoxHandler } from '../../src/commands/seal-ballot-box.ts';
import { streams } from '../../src/domain/stream.ts';
import { type EventStore, WrongRevision } from '../../src/event-store/port.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { type Ask, box, clerk, election, eventsOf, now, receiveRoll, setUp, writeSide } from './write-side.ts';

const stream = streams.precinct(election, 'p');
const boxStream = streams.ballotBox(election, 'c', 'p');
let store: EventStore;
let ask: Ask;

beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  ({ ask } = writeSide(store, store));
  await setUp(ask);
});
afterEach(() => store.close());

const rolls = async () =>
  (await eventsOf(store, stream)).slice(1).map(({ data }) => (data as { votersOnRoll: number }).votersOnRoll);
const keyed = { idempotencyKey: 'key-1' };

describe('a request that comes again under its key', () => {
  test('gets its first answer and is recorded once', async () => {
    const first = await receiveRoll(ask, 800, keyed);
    await receiveRoll(ask, 801);
    expect(await receiveRoll(ask, 800, keyed)).toEqual(first);
    expect(await rolls()).toEqual([800, 801]);
  });

  test('gets its first answer from another process too', async () => {
    const first = await receiveRoll(ask, 800, keyed);
    expect(await receiveRoll(writeSide(store, store).ask, 800, keyed)).toEqual(first);
    expect(await rolls()).toEqual([800]);
  });

  test('at the same time, here and in another process, is recorded once', async () => {
    const other = writeSide(store, store).ask;
    const answers = await Promise.all([ask, other, ask, other].map((process) => receiveRoll(process, 800, keyed)));
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await rolls()).toEqual([800]);
  });

  test('is answered even when what it asked for could not be asked for again', async () => {
    const again = () => ask(SealBallotBoxHandler, new SealBallotBox(box, {}, { ...clerk, ...keyed }));
    const first = await again();
    await ask(CloseBallotBoxHandler, new CloseBallotBox(box, {}, clerk));
    expect(await again()).toEqual(first);
    await expect(ask(SealBallotBoxHandler, new SealBallotBox(box, {}, clerk))).rejects.toThrow('BALLOT_BOX_SEALED');
  });

  test('with another body is refused', async () => {
    await receiveRoll(ask, 800, keyed);
    await expect(receiveRoll(ask, 801, keyed)).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
    await expect(receiveRoll(writeSide(store, store).ask, 801, keyed)).rejects.toThrow('IDEMPOTENCY_KEY_REUSED');
    expect(await rolls()).toEqual([800]);
  });

  test.each([
    ['by another person', { ...keyed, official: 'deputy' }],
    ['under another key', { idempotencyKey: 'key-2' }],
    ['without a key', {}],
  ])('%s is another request', async (_, by) => {
    await receiveRoll(ask, 800, keyed);
    await receiveRoll(ask, 800, by);
    expect(await rolls()).toEqual([800, 800]);
  });

  test('for another command is another request', async () => {
    await ask(SealBallotBoxHandler, new SealBallotBox(box, {}, { ...clerk, ...keyed }));
    await ask(CloseBallotBoxHandler, new CloseBallotBox(box, {}, { ...clerk, ...keyed }));
    expect((await eventsOf(store, boxStream)).map(({ type }) => type)).toEqual(['BallotBoxSealed', 'BallotBoxClosed']);
  });

  test('after it was refused is decided anew', async () => {
    const close = () => ask(CloseBallotBoxHandler, new CloseBallotBox(box, {}, { ...clerk, ...keyed }));
    await expect(close()).rejects.toThrow('BALLOT_BOX_NOT_SEALED');
    await ask(SealBallotBoxHandler, new SealBallotBox(box, {}, clerk));
    expect((await close()).events).toEqual(['BallotBoxClosed']);
  });

  test('gets its first answer from a file that was closed and opened again', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'vote-record-'));
    try {
      let file = await openSqliteStore(join(folder, 'record.sqlite'));
      await setUp(writeSide(file, file).ask);
      const first = await receiveRoll(writeSide(file, file).ask, 800, keyed);
      await file.close();
      file = await openSqliteStore(join(folder, 'record.sqlite'));
      const again = await receiveRoll(writeSide(file, file).ask, 800, keyed);
      const recorded = await eventsOf(file, stream);
      await file.close();
      expect(again).toEqual(first);
      expect(recorded.map(({ type }) => type)).toEqual(['PrecinctFormed', 'RollReceived']);
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

describe('a request that names the revision it saw', () => {
  test('is heard while the stream stands there', async () => {
    expect((await receiveRoll(ask, 800, { expectedRevision: 0 })).revision).toBe(1);
    expect((await receiveRoll(ask, 801, { expectedRevision: 1 })).revision).toBe(2);
  });

  test('is not heard once somebody recorded something, here or elsewhere', async () => {
    await receiveRoll(writeSide(store, store).ask, 800);
    await expect(receiveRoll(ask, 801, { expectedRevision: 0 })).rejects.toThrow(WrongRevision);
    await receiveRoll(ask, 802);
    await expect(receiveRoll(ask, 801, { expectedRevision: 1 })).rejects.toThrow(WrongRevision);
    await expect(receiveRoll(ask, 801, { expectedRevision: 7 })).rejects.toThrow(WrongRevision);
    expect(await rolls()).toEqual([800, 802]);
  });

  test('of two at once is heard for one', async () => {
    const other = writeSide(store, store).ask;
    const answers = await Promise.allSettled(
      [ask, other].map((process, i) => receiveRoll(process, 800 + i, { expectedRevision: 0 })),
    );
    expect(answers.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(await rolls()).toHaveLength(1);
  });

  test('and comes again under its key gets its first answer', async () => {
    const by = { ...keyed, expectedRevision: 0 };
    const first = await receiveRoll(ask, 800, by);
    expect(await receiveRoll(ask, 800, by)).toEqual(first);
  });
});

test('what is recorded says who asked, by what right, and when by the clock of the server', async () => {
  await receiveRoll(ask, 800, {
    official: 'secretary',
    role: 'precinct-commission',
    area: 'p',
    correlationId: 'request-9',
  });
  const [, event] = await eventsOf(store, stream);
  expect(event!.meta).toEqual({
    actor: 'secretary',
    role: 'precinct-commission',
    area: 'p',
    correlationId: 'request-9',
    commandId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    recordedAt: now,
  });
});
