import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { FormPrecinct, FormPrecinctHandler } from '../../src/commands/form-precinct.ts';
import { streams } from '../../src/domain/stream.ts';
import type { EventStore } from '../../src/event-store/port.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import {
  type Ask,
  clerk,
  closePolls,
  CountingReader,
  election,
  eventsOf,
  openPolls,
  record,
  seal,
  setUp,
  writeSide,
} from './write-side.ts';

let store: EventStore;
let here: Ask;
let elsewhere: Ask;

beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  here = writeSide(store, store).ask;
  elsewhere = writeSide(store, store).ask;
});
afterEach(() => store.close());

const boxStream = streams.ballotBox(election, 'c', 'p');
const ballots = (size: number) => Array.from({ length: size }, (_, i) => (i % 3 ? 'a' : 'b'));

test('a box of 3,000 ballots is not read again for each batch', async () => {
  await setUp(here);
  const reader = new CountingReader(store);
  const counted = writeSide(reader, store).ask;
  await seal(counted);
  await record(counted, randomUUID(), ballots(100));
  reader.eventsRead = 0;
  for (let batch = 1; batch < 30; batch++) await record(counted, randomUUID(), ballots(100));
  expect(reader.eventsRead).toBe(0);
  // Another process reads it once, and from then on what is new.
  const second = new CountingReader(store);
  const other = writeSide(second, store).ask;
  await record(other, randomUUID(), ballots(100));
  const settingUp = 20;
  expect(second.eventsRead).toBeLessThan(3_001 + settingUp);
  second.eventsRead = 0;
  await record(counted, randomUUID(), ballots(100));
  await record(other, randomUUID(), ballots(100));
  expect(second.eventsRead).toBeLessThan(100 + settingUp);
  expect(await eventsOf(store, boxStream)).toHaveLength(1 + 3_300);
});

describe('what another process has recorded meanwhile', () => {
  test('is looked up before a refusal is believed', async () => {
    await setUp(here, ['a', 'b'], 'kz-akim-2021');
    await seal(here);
    await expect(record(here, randomUUID(), ballots(10))).rejects.toThrow('POLLS_OPEN');
    await openPolls(elsewhere);
    await closePolls(elsewhere);
    expect((await record(here, randomUUID(), ballots(10))).events).toEqual(['BallotCast']);
  });

  test('keeps a box from being sealed once the result is established', async () => {
    await setUp(here);
    await seal(here);
    for (const precinct of ['p2', 'p3']) {
      const formed = { area: 'ward', name: 'Library', votersOnRoll: null };
      await here(FormPrecinctHandler, new FormPrecinct({ election, precinct }, formed, clerk));
    }
    expect((await seal(here, 'p2')).events).toEqual(['BallotBoxSealed']);
    await certify();
    await expect(seal(here, 'p3')).rejects.toThrow('RESULT_ESTABLISHED');
  });
});

/** The result of the contest as another process would have recorded it. */
async function certify(): Promise<void> {
  const contest = streams.contest(election, 'c');
  const { revision, meta } = (await eventsOf(store, contest)).at(-1)!;
  const at = '2021-07-26T00:00:00Z';
  const [position, digest] = [(await store.head())!.position, '0'.repeat(64)];
  const figures = { ballotsInBoxes: 3, ballotsInvalid: 0, ballotsValid: 3, votes: { a: 2, b: 1 }, votesAgainstAll: 0 };
  const events = [
    { type: 'ResultTabulated', data: { position, digest, basis: 'ballots', ...figures, at, checkpoint: null } },
    { type: 'ResultCertified', data: { position, digest, winner: 'a', votes: 2, at, checkpoint: null } },
  ];
  await store.append(
    contest,
    revision,
    events.map(({ type, data }) => ({ id: randomUUID(), type, data, meta })),
  );
}
