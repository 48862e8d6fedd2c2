import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type EventReader, type EventStore, StoreUnavailable } from '../../src/event-store/port.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { elections } from '../../src/projections/elections/projection.ts';
import { listElections } from '../../src/projections/elections/query.ts';
import { Projector } from '../../src/projections/projector.ts';
import { allProjections, BeyondHead, ReadModels } from '../../src/projections/read-models.ts';
import { results } from '../../src/projections/results/projection.ts';
import { openSnapshots } from '../../src/projections/snapshots/sqlite-snapshots.ts';
import { histories, record } from '../support/history.ts';
import { allAnswers, eventsOf, foldOf } from './answers.ts';
import { cast, sealed } from './happenings.ts';

const history = fc.sample(histories, { numRuns: 5, seed: 3 })[0]!;
const snapshots = openSnapshots(':memory:');
let store: EventStore;
let projector: Projector;

beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  projector = new Projector(store, allProjections, snapshots);
});

afterEach(async () => {
  await projector.stop();
  await store.close();
});

/** A reader whose subscription is what `through` makes of the store's. */
function readerWith(through: EventReader['subscribe']): EventReader {
  return {
    readStream: (stream, from) => store.readStream(stream, from),
    readAll: (after) => store.readAll(after),
    head: () => store.head(),
    cursorAt: (position) => store.cursorAt(position),
    subscribe: through,
  };
}

/** The election called, and then something that no rule would let happen: a ballot for a contest nobody called. */
const spoilt = [history[0]!, ...cast('nobody-called', 'p1', 'a')];

describe('Whoever has recorded something', () => {
  it('finds it in the read models once its position is processed', async () => {
    await projector.start();
    await record(store, history.slice(0, 1));
    await projector.whenProcessed(0);
    const { elections: listed } = listElections(projector.view(elections));
    expect(listed).toHaveLength(1);
  });

  it('waits for exactly that position, not for later ones', async () => {
    await projector.start();
    const seen: string[] = [];
    const waits = [2, 0, 1].map((position) =>
      projector.whenProcessed(position).then(() => seen.push(String(position))),
    );
    await record(store, history.slice(0, 2));
    await Promise.all(waits.slice(1));
    expect(seen.toSorted()).toEqual(['0', '1']);
    await record(store, history.slice(0, 3), 2);
    await waits[0];
    expect(projector.position).toBe(2);
  });

  it('does not wait for what is processed already', async () => {
    await record(store, history);
    await projector.start();
    await projector.whenProcessed(history.length - 1);
    await expect(projector.whenProcessed(0, AbortSignal.abort())).resolves.toBeUndefined();
  });

  it('may give up waiting', async () => {
    await projector.start();
    await expect(projector.whenProcessed(0, AbortSignal.timeout(5))).rejects.toThrow('timeout');
  });

  it('is told when the read models stop before they get there', async () => {
    await projector.start();
    const waiting = projector.whenProcessed(0);
    await Promise.all([expect(waiting).rejects.toThrow('stopped'), projector.stop()]);
  });
});

describe('The read models', () => {
  it('are ready when everything recorded before is in them', async () => {
    await record(store, history);
    expect(projector.caughtUp).toBe(false);
    await projector.start();
    await projector.whenProcessed(history.length - 1);
    for (let turns = 0; turns < 100 && !projector.caughtUp; turns += 1) await setImmediate();
    expect(projector.caughtUp).toBe(true);
    expect(projector.position).toBe(history.length - 1);
  });

  it('stop at an event they cannot make sense of, say so, and give no answer any more', async () => {
    await projector.start();
    await record(store, [...spoilt, sealed('nobody-called', 'p1')]);
    const waiting = projector.whenProcessed(1);
    await expect(waiting).rejects.toThrow('event 1, BallotCast of ballotbox-e/nobody-called/p1, cannot be folded');
    expect(projector.position).toBe(0);
    expect([projector.caughtUp, projector.failure?.message]).toEqual([false, expect.stringContaining('nobody-called')]);
    expect(() => projector.view(elections)).toThrow('stopped');
    await expect(projector.whenProcessed(0)).rejects.toThrow('stopped');
    const models = new ReadModels(store, projector, snapshots);
    await expect(models.read(elections, listElections)).rejects.toThrow('stopped');
  });

  it('leave no snapshot of what an event spoilt', async () => {
    const kept = openSnapshots(':memory:');
    const spoiling = new Projector(store, allProjections, kept);
    await record(store, spoilt);
    await spoiling.start();
    await expect(spoiling.whenProcessed(1)).rejects.toThrow('nobody-called');
    await spoiling.stop();
    expect(await kept.latest(allProjections, store)).toBeUndefined();
    kept.close();
  });

  it('go on where they were when the store is lost and found again', async () => {
    await record(store, history);
    let losses = 1;
    const flaky = readerWith(async function* (after, signal) {
      for await (const item of store.subscribe(after, signal)) {
        yield item;
        if ('position' in item && item.position % 40 === 20 && losses-- > 0) throw new StoreUnavailable('lost');
      }
    });
    const following = new Projector(flaky, allProjections, snapshots);
    await following.start();
    await following.whenProcessed(history.length - 1);
    expect(losses).toBeLessThan(1);
    expect(following.failure).toBeUndefined();
    expect(allAnswers(following)).toEqual(allAnswers(foldOf(await eventsOf(store))));
    await following.stop();
  });

  it('take an event only when the one before is folded, so that nothing piles up', async () => {
    await record(store, history);
    const positions: number[] = [];
    const watched = readerWith(async function* (after, signal) {
      for await (const item of store.subscribe(after, signal)) {
        if ('position' in item) positions.push(following.position - item.position);
        yield item;
      }
    });
    const following = new Projector(watched, allProjections, openSnapshots(':memory:'));
    await following.start();
    await following.whenProcessed(history.length - 1);
    expect(positions).toEqual(history.map(() => -1));
    await following.stop();
  });
});

describe('A question as of a position', () => {
  it('beyond the head is answered with where the head is', async () => {
    await record(store, history);
    await projector.start();
    const models = new ReadModels(store, projector, snapshots);
    const answer = await models.read(elections, listElections, history.length);
    expect(answer).toEqual(new BeyondHead(history.length, history.length - 1));
  });

  it('of an empty record is beyond its head', async () => {
    const models = new ReadModels(store, projector, snapshots);
    expect(await models.read(elections, listElections, 0)).toEqual(new BeyondHead(0, -1));
  });

  it('is answered though the live views have not got there', async () => {
    await record(store, history);
    const models = new ReadModels(store, projector, snapshots);
    const answer = await models.read(elections, listElections, history.length - 1);
    expect(answer).toEqual(
      expect.objectContaining({ position: history.length - 1, elections: [expect.anything(), expect.anything()] }),
    );
  });

  it('can be asked by many at once', async () => {
    await record(store, history);
    await projector.start();
    await projector.whenProcessed(history.length - 1);
    const models = new ReadModels(store, projector, snapshots);
    const positions = Array.from({ length: 30 }, (_, i) => (i * 7) % history.length);
    const answers = await Promise.all(positions.map((at) => models.read(elections, listElections, at)));
    expect(answers.map((answer) => (answer as { position: number }).position)).toEqual(positions);
  });

  it('fails where the record cannot be folded up to there, and only there', async () => {
    await record(store, spoilt);
    const models = new ReadModels(store, projector, snapshots);
    const ask = (at: number) => models.read(results, (view) => ({ elections: view.size }), at);
    await expect(ask(1)).rejects.toThrow('cannot be folded');
    await expect(ask(1)).rejects.toThrow('cannot be folded');
    expect(await ask(0)).toEqual({ position: 0, elections: 1 });
  });
});
