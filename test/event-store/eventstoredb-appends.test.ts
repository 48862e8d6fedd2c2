import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { streams } from '../../src/domain/stream.ts';
import { maximumAppendBytes } from '../../src/event-store/eventstoredb/envelope.ts';
import {
  type EventStore,
  InvalidEvent,
  type Revision,
  StoreUnavailable,
  WrongRevision,
} from '../../src/event-store/port.ts';
import type { EventStoreDbDouble } from '../support/eventstoredb-double/double.ts';
import type { AppendFault } from '../support/eventstoredb-double/faults.ts';
import { all } from './all.ts';
import { ballots, boxOf, numberedBallots, someMeta } from './ballots.ts';
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

const choices = async () => (await all(store.readAll())).map(({ data }) => (data as { choice: string }).choice);

describe('an append to EventStoreDB', () => {
  it('is a call of its own, never part of a stream shared with others, even where no credentials are needed', async () => {
    await Promise.all([1, 2, 3].map((box) => store.append(boxOf(box), 'no-stream', ballots('a'))));
    expect(double.node.calls).toEqual({ append: 3, batchAppend: 0 });
  });

  const passing: [string, AppendFault, string][] = [
    ['is refused for now', 'refuse', 'unavailable'],
    ['is not answered', 'hang', 'timeout'],
    ['is recorded, but not answered', 'write-and-hang', 'timeout'],
    ['is recorded, and the connection breaks', 'lose-answer', 'unavailable'],
    ['is recorded, and the server says that it took too long', 'time-out', 'timeout'],
    ['is answered too late', { late: 700 }, 'timeout'],
  ];
  it.each(passing)('that %s is asked for again, and recorded once', async (_, fault, counted) => {
    await store.append(boxOf(1), 'no-stream', ballots('a'));
    double.faults.appends.push(fault);
    const appended = await store.append(boxOf(1), 0, ballots('b', 'c'));
    expect(appended).toEqual({ revision: 2, position: 2, place: 3 });
    expect(told.faults).toContain(counted);
    expect(await store.append(boxOf(1), 2, ballots('d'))).toMatchObject({ revision: 3 });
    expect(await choices()).toEqual(['a', 'b', 'c', 'd']);
  });

  it('never waits beyond its deadline, and then says that its outcome is unknown', async () => {
    const hurried = await bench.store(double.url, { append: 900 });
    double.faults.appends.push(...Array.from({ length: 20 }, (): AppendFault => 'hang'));
    const append = hurried.store.append(boxOf(1), 'no-stream', ballots('a'));
    await expect(append).rejects.toThrow(StoreUnavailable);
    await expect(append).rejects.toThrow(`${boxOf(1)}: whether it was appended is not known: timeout`);
    double.faults.appends.length = 0;
    expect(await hurried.store.append(boxOf(2), 'no-stream', ballots('b'))).toMatchObject({ position: 0 });
  });

  it('fails while the server is gone, with every other under way, and succeeds again once it is back', async () => {
    const hurried = await bench.store(double.url, { append: 900 });
    await double.die();
    const outcomes = await Promise.allSettled(
      [1, 2, 3, 4, 5].map((box) => hurried.store.append(boxOf(box), 'no-stream', ballots('a'))),
    );
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: expect.any(StoreUnavailable) });
    }
    await double.revive();
    expect(await hurried.store.append(boxOf(1), 'no-stream', ballots('b'))).toMatchObject({ revision: 0 });
  });

  it('goes through when the server comes back in time', async () => {
    await double.die();
    const append = store.append(boxOf(1), 'no-stream', ballots('a'));
    await double.revive();
    expect(await append).toMatchObject({ revision: 0, position: 0 });
  });

  it('that was not recorded and is asked for again conflicts with what came between', async () => {
    const other = await bench.store(double.url);
    double.faults.appends.push('hang');
    const append = store.append(boxOf(1), 'no-stream', ballots('a'));
    const between = Promise.withResolvers<void>();
    setTimeout(() => between.resolve(), 50);
    await between.promise;
    await other.store.append(boxOf(1), 'no-stream', ballots('b', 'c'));
    await expect(append).rejects.toThrow(WrongRevision);
    await expect(append).rejects.toThrow(`${boxOf(1)} is at 1, not at no-stream`);
  });

  it('goes to the leader, whichever node was asked', async () => {
    const follower = await bench.double(double.log);
    follower.node.leader = { host: '127.0.0.1', port: double.port };
    const through = await bench.store(follower.url);
    expect(await through.store.append(boxOf(1), 'no-stream', ballots('a'))).toMatchObject({ position: 0 });
    expect(double.node.calls.append).toBe(1);
    expect(through.told.faults).toContain('not-leader');
  });

  it('that is not allowed is not asked for again', async () => {
    double.faults.appends.push('deny');
    const append = store.append(boxOf(1), 'no-stream', ballots('a'));
    await expect(append).rejects.toThrow(StoreUnavailable);
    await expect(append).rejects.toThrow('the store does not let this program append');
    expect(double.node.calls.append).toBe(1);
  });

  it('holds the largest batch of ballots there can be', async () => {
    const batch = ballots(...Array.from({ length: 1_000 }, () => 'x'.repeat(64)));
    const meta = { ...someMeta(), actor: 'x'.repeat(64), area: 'x'.repeat(64), correlationId: 'x'.repeat(128) };
    const events = batch.map((event) => ({ ...event, meta }));
    const unhurried = (await bench.store(double.url, { call: 8_000 })).store;
    expect(await unhurried.append(boxOf(1), 'no-stream', events)).toMatchObject({ revision: 999, position: 999 });
  });

  it('of more than a server takes is refused before anything is sent, or as the server says', async () => {
    const reason = { ...someMeta(), reason: 'x'.repeat(500) };
    const large = numberedBallots(1_500).map((event) => ({ ...event, meta: reason }));
    const append = store.append(boxOf(1), 'no-stream', large);
    await expect(append).rejects.toThrow(InvalidEvent);
    await expect(append).rejects.toThrow(`${maximumAppendBytes} are the most`);
    expect(double.node.calls.append).toBe(0);
    double.node.maxAppendSize = 2_000;
    await expect(store.append(boxOf(1), 'no-stream', numberedBallots(10))).rejects.toThrow(InvalidEvent);
    expect(double.node.calls.append).toBe(1);
  });

  it('to a stream that was deleted says so', async () => {
    await store.append(boxOf(1), 'no-stream', ballots('a'));
    double.log.delete(boxOf(1));
    await expect(store.append(boxOf(1), 0, ballots('b'))).rejects.toThrow(`${boxOf(1)} has been deleted in the store`);
  });

  it('is neither lost once acknowledged nor recorded twice, whatever happens', async () => {
    const fault = fc.constantFrom<AppendFault | undefined>(
      undefined,
      'refuse',
      'lose-answer',
      'write-and-hang',
      'time-out',
      'hang',
    );
    const patient = (await bench.store(double.url, { call: 100, append: 1_500, pause: 40 })).store;
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(fault, { maxLength: 8 }), async (faults) => {
        run += 1;
        double.faults.appends.splice(0, Infinity, ...faults.filter((each) => each !== undefined));
        const asked = await Promise.all(
          [1, 2, 3].map(async (client) => {
            const stream = streams.ballotBox('e1', 'c1', `run${run}-${client}`);
            const ids: string[][] = [];
            let revision: Revision | 'no-stream' = 'no-stream';
            for (let i = 0; i < 3; i++) {
              const events = ballots('a', 'b');
              ids.push(events.map(({ id }) => id));
              try {
                ({ revision } = await patient.append(stream, revision, events));
              } catch (error) {
                expect(error).toBeInstanceOf(StoreUnavailable);
                return { stream, ids, acknowledged: i };
              }
            }
            return { stream, ids, acknowledged: 3 };
          }),
        );
        double.faults.appends.length = 0;
        for (const { stream, ids, acknowledged } of asked) {
          const kept = (await all(patient.readStream(stream))).map(({ id }) => id);
          expect(kept.length).toBeGreaterThanOrEqual(2 * acknowledged);
          expect(kept).toEqual(ids.flat().slice(0, kept.length));
        }
      }),
      { numRuns: 8 },
    );
  });
});
