import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, test } from '@jest/globals';
import { streams } from '../../src/domain/stream.ts';
import type { EventStore, RecordedEvent } from '../../src/event-store/port.ts';
import type { EventStoreDbDouble } from '../support/eventstoredb-double/double.ts';
import { all } from './all.ts';
import { ballots, boxOf, numberedBallots, signedCheckpoint } from './ballots.ts';
import { Bench } from './eventstoredb-store.ts';

const bench = new Bench();
let folder: string;
let file: string;
let double: EventStoreDbDouble;
let events: RecordedEvent[];

const open = async (url = double.url) => (await bench.store(url, {}, file)).store;

/** A record that a process has counted, which is gone now. */
beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vote-record-count-'));
  file = join(folder, 'count');
  double = await bench.double();
  const store = await open();
  await store.append(boxOf(1), 'no-stream', numberedBallots(300));
  await store.append(streams.checkpoint('log'), 'no-stream', [signedCheckpoint(300)]);
  await store.append(boxOf(2), 'no-stream', numberedBallots(10));
  await store.append(boxOf(1), 299, numberedBallots(20));
  events = await all(store.readAll());
  await store.close();
});
afterEach(async () => {
  await bench.clear();
  rmSync(folder, { recursive: true });
});

/** Makes it impossible to count the record by the subscription from its beginning. */
const uncountable = () => (double.node.faults.omit = (stream, revision) => stream === boxOf(1) && revision < 300);

/** What a store says of the record: all of it, a stream's end, a cursor, and what comes after it. */
async function told(store: EventStore) {
  const { position, place } = events[305]!;
  return {
    all: await all(store.readAll()),
    stream: await all(store.readStream(boxOf(1), 290)),
    cursor: await store.cursorAt(position),
    after: await all(store.readAll({ position, place })),
  };
}

/** What it must say. */
const whole = () => ({
  all: events,
  stream: events.filter(({ stream, revision }) => stream === boxOf(1) && revision >= 290),
  cursor: { position: events[305]!.position, place: events[305]!.place },
  after: events.slice(306),
});

describe('a count that was kept', () => {
  it('is gone on from: the next process counts what came since, and nothing before', async () => {
    const other = (await bench.store(double.url)).store;
    await other.append(boxOf(2), 9, ballots('late'));
    events = await all(other.readAll());
    uncountable();
    await expect(bench.store(double.url, { open: 300 })).rejects.toThrow('has been removed');
    const store = await open();
    expect(await told(store)).toEqual(whole());
    const { position } = await store.append(boxOf(2), 10, ballots('later'));
    expect(position).toBe(events.at(-1)!.position + 1);
  });

  test.each<[string, () => void]>([
    ['is missing', () => rmSync(file)],
    ['is damaged', () => writeFileSync(file, readFileSync(file).with(100, readFileSync(file)[100]! ^ 1))],
    ['is cut', () => writeFileSync(file, readFileSync(file).subarray(0, -10))],
    ['is of another layout', () => writeFileSync(file, 'hello')],
  ])('that %s is made anew', async (_, spoil) => {
    spoil();
    expect(await told(await open())).toEqual(whole());
  });

  it('of another database, or of one that was put back from an older copy, is made anew', async () => {
    const another = await bench.double();
    const store = await open(another.url);
    expect(await all(store.readAll())).toEqual([]);
    await store.append(boxOf(1), 'no-stream', ballots('a'));
    await store.close();
    expect(await told(await open())).toEqual(whole());
    await bench.clear();

    double = await bench.double(double.log);
    double.log.forget(5);
    events = events.slice(0, -5);
    expect(await told(await open())).toEqual(whole());
  });

  it('hides nothing: what was removed from the record since then is found out behind it', async () => {
    double.log.scavenge(boxOf(1), 4);
    const store = await open();
    let said = '';
    for (let i = 0; i < 200 && said === ''; i += 1) {
      await setTimeout(20);
      said = await store.head().then(() => '', String);
    }
    expect(said).toMatch('Event 1 of the record is not where it was');
    await expect(store.append(boxOf(2), 9, ballots('a'))).rejects.toThrow('Event 1 of the record');
    await store.close();
    await expect(open()).rejects.toThrow(`${boxOf(1)}: revision 4 follows -1; what was between has been removed`);
  });
});
