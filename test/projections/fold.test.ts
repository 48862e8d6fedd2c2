import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { Fold } from '../../src/projections/fold.ts';
import { Projector } from '../../src/projections/projector.ts';
import { allProjections, ReadModels } from '../../src/projections/read-models.ts';
import { openSnapshots } from '../../src/projections/snapshots/sqlite-snapshots.ts';
import { histories, record } from '../support/history.ts';
import { allAnswers, allAnswersAsOf, eventsOf, foldOf, recorded } from './answers.ts';

describe('The read models of any history', () => {
  it('say the same when rebuilt as when followed live', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const store = await openSqliteStore(':memory:');
        const projector = new Projector(store, allProjections, openSnapshots(':memory:'));
        await projector.start();
        await record(store, history);
        await projector.whenProcessed(history.length - 1);
        expect(allAnswers(projector)).toEqual(allAnswers(foldOf(await recorded(history))));
        await projector.stop();
        await store.close();
      }),
      { numRuns: 25 },
    );
  });

  it('say the same when events are delivered twice', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.infiniteStream(fc.nat(5)), async (history, steps) => {
        const events = await recorded(history);
        const fold = new Fold(allProjections);
        // A consumer that lost its place begins again some events back, over and over.
        for (let i = 0; i < events.length;) {
          const back = Math.max(0, i - steps.next().value!);
          const end = Math.min(events.length, i + 1 + steps.next().value!);
          for (const event of events.slice(back, end)) fold.apply(event);
          i = end;
        }
        expect(allAnswers(fold)).toEqual(allAnswers(foldOf(events)));
      }),
      { numRuns: 25 },
    );
  });

  it('are refused, not guessed, when an event is left out', async () => {
    const [history] = fc.sample(histories, 1);
    const events = await recorded(history!);
    expect(() => foldOf(events.toSpliced(7, 1))).toThrow('event 8 came after event 6');
  });

  it('answer as of any position what they would have answered then', async () => {
    await fc.assert(
      fc.asyncProperty(histories, fc.nat(), fc.nat(), async (history, snapshotAt, asked) => {
        const store = await openSqliteStore(':memory:');
        await record(store, history);
        const events = await eventsOf(store);
        const snapshots = openSnapshots(':memory:');
        await snapshots.save(foldOf(events.slice(0, 1 + (snapshotAt % events.length))));
        const projector = new Projector(store, allProjections, snapshots);
        await projector.start();
        await projector.whenProcessed(events.length - 1);
        const at = asked % events.length;
        expect(await allAnswersAsOf(new ReadModels(store, projector, snapshots), at)).toEqual(
          allAnswers(foldOf(events.slice(0, at + 1))),
        );
        await projector.stop();
        await store.close();
      }),
      { numRuns: 25 },
    );
  });
});
