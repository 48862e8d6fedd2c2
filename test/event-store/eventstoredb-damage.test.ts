import { setTimeout } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type EventStore, StoreUnavailable } from '../../src/event-store/port.ts';
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
  await store.append(boxOf(1), 'no-stream', numberedBallots(10));
  await store.append(boxOf(2), 'no-stream', numberedBallots(10));
});
afterEach(() => bench.clear());

describe('a record that lacks what was recorded', () => {
  it('is not opened: the stream and the revision are named', async () => {
    double.log.scavenge(boxOf(2), 4);
    const opening = bench.store(double.url);
    await expect(opening).rejects.toThrow(StoreUnavailable);
    await expect(opening).rejects.toThrow(`${boxOf(2)}: revision 4 follows -1; what was between has been removed`);
  });

  it('is not read on when it is found out later', async () => {
    double.log.scavenge(boxOf(1), 4);
    await expect(all(store.readStream(boxOf(1)))).rejects.toThrow(`${boxOf(1)}: revision 0 has been removed`);
    await expect(all(store.readAll())).rejects.toThrow('Event 1 has been removed from the store');
    expect(await all(store.readStream(boxOf(2)))).toHaveLength(10);
  });

  it('is not read on when a whole stream is gone', async () => {
    double.log.scavenge(boxOf(1), 10);
    await expect(all(store.readStream(boxOf(1)))).rejects.toThrow(`${boxOf(1)}: revision 0 has been removed`);
    double.log.delete(boxOf(2));
    await expect(all(store.readStream(boxOf(2)))).rejects.toThrow(`${boxOf(2)} has been deleted in the store`);
  });

  it('is not ready while the log is shorter than what was counted, and given up when it goes on otherwise', async () => {
    await double.die();
    double.log.forget(5);
    await double.revive();
    await complaint(/The store's log ends at \d+, before the last event counted/);
    const other = await bench.store(double.url);
    await other.store.append(boxOf(2), 4, numberedBallots(20));
    await complaint(/ballotbox-e1\/c1\/p2: revision 9 is not where it was: the store's log is another one/);
    await expect(store.append(boxOf(2), 9, ballots('a'))).rejects.toThrow('log is another one');
    expect(told.faults).toContain('damaged');
  });
});

/** Asks for the head until it is refused in these words. */
async function complaint(words: RegExp): Promise<void> {
  for (let said = ''; !words.test(said); await setTimeout(20)) {
    said = await store.head().then(
      () => '',
      (error: Error) => error.message,
    );
  }
}
