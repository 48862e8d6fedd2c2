import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  type CaughtUp,
  type Cursor,
  type EventStore,
  isCaughtUp,
  type RecordedEvent,
  StoreUnavailable,
} from '../../src/event-store/port.ts';
import type { EventStoreDbDouble } from '../support/eventstoredb-double/double.ts';
import { all } from './all.ts';
import { ballots, boxOf, numberedBallots } from './ballots.ts';
import { Bench, type Told } from './eventstoredb-store.ts';

const bench = new Bench();
let double: EventStoreDbDouble;
let store: EventStore;
let told: Told;
beforeEach(async () => {
  double = await bench.double();
  ({ store, told } = await bench.store(double.url));
});
afterEach(() => bench.clear());

/** Follows a store, and tells when it has seen so many events and a mark after them. */
class Following {
  readonly items: (RecordedEvent | CaughtUp)[] = [];
  readonly #wakers = new Set<() => void>();
  readonly #stop = new AbortController();
  readonly ended: Promise<void>;

  constructor(from: EventStore, after?: Cursor) {
    this.ended = this.#follow(from, after);
  }

  #seen = 0;

  get positions(): number[] {
    return this.items.flatMap((item) => (isCaughtUp(item) ? [] : item.position));
  }

  async until(events: number): Promise<void> {
    while (this.#seen < events || !isCaughtUp(this.items.at(-1)!)) {
      await new Promise<void>((resolve) => this.#wakers.add(resolve));
    }
  }

  stop(): Promise<void> {
    this.#stop.abort();
    return this.ended;
  }

  async #follow(from: EventStore, after: Cursor | undefined): Promise<void> {
    for await (const item of from.subscribe(after, this.#stop.signal)) {
      this.items.push(item);
      if (!isCaughtUp(item)) this.#seen += 1;
      for (const wake of this.#wakers) wake();
      this.#wakers.clear();
    }
  }
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i);

describe('who follows the record in EventStoreDB', () => {
  const interruptions: [string, () => Promise<void> | void][] = [
    ['the server dies and comes back', () => double.die().then(() => double.revive())],
    ['the server ends the subscription as if that were all', () => double.endSubscriptions()],
    ['the server drops the subscription', () => double.dropSubscriptions()],
    ['the subscription goes silent and stays open', () => double.silenceSubscriptions()],
  ];
  it.each(interruptions)('sees every event once and in order when %s', async (_, interrupt) => {
    await store.append(boxOf(1), 'no-stream', numberedBallots(40));
    const following = new Following(store);
    await following.until(40);
    await interrupt();
    await store.append(boxOf(2), 'no-stream', numberedBallots(30));
    await interrupt();
    await store.append(boxOf(3), 'no-stream', numberedBallots(30));
    await following.until(100);
    expect(following.positions).toEqual(upTo(100));
    expect(told.resubscribed).toBeGreaterThan(0);
    expect(double.node.subscriptions.size).toBe(1);
    await following.stop();
  });

  it('goes on from where it was after a long absence of the server, which never ends it', async () => {
    const writer = await bench.store(double.url);
    await writer.store.append(boxOf(1), 'no-stream', numberedBallots(20));
    const following = new Following(store);
    await following.until(20);
    for (let i = 0; i < 3; i++) {
      await double.die();
      await expect(store.head()).rejects.toThrow(StoreUnavailable);
      await expect(all(store.readAll())).rejects.toThrow(StoreUnavailable);
      await double.revive();
      await writer.store.append(boxOf(1), 19 + i, ballots('a'));
    }
    await following.until(23);
    expect(following.positions).toEqual(upTo(23));
    expect(await store.head()).toMatchObject({ position: 22 });
    await following.stop();
  });

  it('sees an event once that is delivered twice, and one that a subscription leaves out', async () => {
    double.faults.twice = true;
    const following = new Following(store);
    await store.append(boxOf(1), 'no-stream', numberedBallots(5));
    double.faults.omit = (_, revision) => {
      const leaveOut = revision === 6;
      if (leaveOut) double.faults.omit = undefined;
      return leaveOut;
    };
    await store.append(boxOf(1), 4, numberedBallots(5));
    await following.until(10);
    expect(following.positions).toEqual(upTo(10));
    await following.stop();
  });

  it('hears of what another process records, without asking', async () => {
    const other = await bench.store(double.url);
    const following = new Following(other.store);
    await store.append(boxOf(1), 'no-stream', ballots('a'));
    await following.until(1);
    await store.append(boxOf(1), 0, ballots('b'));
    await following.until(2);
    expect(following.positions).toEqual([0, 1]);
    await following.stop();
  });

  it('follows a record from its first event that is longer than what is kept at hand', async () => {
    const { store: patient } = await bench.store(double.url, { call: 8_000, read: 8_000 });
    let revision = (await patient.append(boxOf(1), 'no-stream', numberedBallots(400))).revision;
    const following = new Following(patient);
    for (let i = 1; i < 4; i++) ({ revision } = await patient.append(boxOf(1), revision, numberedBallots(400)));
    const late = new Following(patient);
    await patient.append(boxOf(1), revision, ballots('last'));
    await Promise.all([following.until(1_601), late.until(1_601)]);
    expect(following.positions).toEqual(upTo(1_601));
    expect(late.positions).toEqual(upTo(1_601));
    await Promise.all([following.stop(), late.stop()]);
  });

  it('works with a server that never says that a subscription has caught up, nor places in streams', async () => {
    const old = await bench.double();
    [old.node.saysCaughtUp, old.node.placesInStreams] = [false, false];
    const { store: elder } = await bench.store(old.url);
    const following = new Following(elder);
    await elder.append(boxOf(1), 'no-stream', ballots('a', 'b'));
    await elder.append(boxOf(2), 'no-stream', ballots('c'));
    await following.until(3);
    const [a, b, c] = await all(elder.readAll());
    expect(await all(elder.readStream(boxOf(1)))).toEqual([a, b]);
    expect(await all(elder.readStream(boxOf(2)))).toEqual([c]);
    await following.stop();
  });
});

describe('a read of EventStoreDB', () => {
  it('leaves no call open, however it is left', async () => {
    await store.append(boxOf(1), 'no-stream', numberedBallots(600));
    for await (const { position } of store.readAll()) if (position === 3) break;
    for await (const { revision } of store.readStream(boxOf(1))) if (revision === 3) break;
    for await (const _ of store.subscribe(undefined, new AbortController().signal)) break;
    const attempt = async () => {
      for await (const _ of store.readAll()) throw new Error('the reader fails');
    };
    await expect(attempt()).rejects.toThrow('the reader fails');
    await store.head();
    expect(await all(store.readAll())).toHaveLength(600);
    // The node hears a little later that a call was left.
    for (let i = 0; i < 100 && double.node.reads.size > 0; i += 1) await setTimeout(20);
    expect(double.node.reads.size).toBe(0);
    expect(double.node.subscriptions.size).toBe(1);
  });

  it('fails when the server falls silent, and works again when it speaks', async () => {
    await store.append(boxOf(1), 'no-stream', ballots('a'));
    double.faults.mute = true;
    await expect(all(store.readAll())).rejects.toThrow(StoreUnavailable);
    await expect(all(store.readStream(boxOf(1)))).rejects.toThrow(StoreUnavailable);
    await expect(store.head()).rejects.toThrow(StoreUnavailable);
    double.faults.mute = false;
    expect(await all(store.readAll())).toHaveLength(1);
    expect(told.faults).toContain('timeout');
  });

  it('is not satisfied with less than what is known to be recorded', async () => {
    await store.append(boxOf(1), 'no-stream', numberedBallots(100));
    double.faults.endReadsAfter = 30;
    expect((await all(store.readAll())).map(({ position }) => position)).toEqual(upTo(100));
    double.faults.endReadsAfter = 0;
    await expect(all(store.readAll())).rejects.toThrow('The store holds no event after 0, but more were counted.');
  });

  it('finds the head behind any number of events of the server itself', async () => {
    await store.append(boxOf(1), 'no-stream', ballots('a'));
    double.log.writeSystem(2_000);
    expect(await store.head()).toMatchObject({ position: 0 });
    const other = await bench.store(double.url);
    expect(await other.store.head()).toMatchObject({ position: 0 });
    await other.store.append(boxOf(1), 0, ballots('b'));
    expect(await store.head()).toMatchObject({ position: 1 });
  });

  it('is not possible of a store that cannot be reached or understood, and that is said without the password', async () => {
    await double.die();
    await expect(bench.store(double.url, { open: 200 })).rejects.toThrow('The store cannot be read: unavailable');
    const secret = bench.store('esdb://admin:geheim@host:port');
    await expect(secret).rejects.toThrow(StoreUnavailable);
    await expect(secret).rejects.not.toThrow('geheim');
  });
});
