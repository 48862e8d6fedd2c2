import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { type StreamName, streams } from '../../src/domain/stream.ts';
import {
  type Appended,
  type CaughtUp,
  type Cursor,
  type EventStore,
  InvalidEvent,
  isCaughtUp,
  type RecordedEvent,
  type Revision,
  StoreUnavailable,
  WrongRevision,
} from '../../src/event-store/port.ts';
import { all } from './all.ts';
import { ballots, boxOf, numberedBallots, signedCheckpoint, someMeta } from './ballots.ts';

const choices = (events: RecordedEvent[]) => events.map(({ data }) => (data as { choice: string }).choice);

/** Reads a subscription until `enough` says so, then leaves it. */
async function follow(
  store: EventStore,
  after: Cursor | undefined,
  enough: (items: (RecordedEvent | CaughtUp)[]) => boolean,
): Promise<(RecordedEvent | CaughtUp)[]> {
  const items: (RecordedEvent | CaughtUp)[] = [];
  for await (const item of store.subscribe(after, new AbortController().signal)) {
    items.push(item);
    if (enough(items)) break;
  }
  return items;
}

/** What any event store must do. `open` gives an empty one, which the suite closes. */
export function eventStoreContract(name: string, open: () => Promise<EventStore>): void {
  describe(`an event store: ${name}`, () => {
    let store: EventStore;
    beforeEach(async () => {
      store = await open();
    });
    afterEach(() => store.close());

    describe('appending', () => {
      it('gives back the last event, and keeps all of it', async () => {
        const events = ballots('a', 'b', 'a');
        const appended = await store.append(boxOf(1), 'no-stream', events);
        expect(appended).toMatchObject({ revision: 2, position: 2 });
        expect(await all(store.readStream(boxOf(1)))).toEqual(
          events.map(({ id, type, data, meta }, i) => ({
            id,
            type,
            data,
            meta,
            version: 1,
            stream: boxOf(1),
            revision: i,
            position: i,
            place: expect.anything(),
          })),
        );
        expect(await store.head()).toEqual({ position: 2, place: appended.place });
      });

      it('refuses to follow a revision that is not the last, and says which is', async () => {
        await store.append(boxOf(1), 'no-stream', ballots('a', 'b'));
        const late = store.append(boxOf(1), 0, ballots('c'));
        await expect(late).rejects.toThrow(WrongRevision);
        await expect(late).rejects.toMatchObject({ stream: boxOf(1), expected: 0, actual: 1 });
        await expect(store.append(boxOf(1), 2, ballots('c'))).rejects.toMatchObject({ expected: 2, actual: 1 });
        expect(choices(await all(store.readAll()))).toEqual(['a', 'b']);
      });

      it('refuses to begin a stream that there is, and to go on with one that there is not', async () => {
        await store.append(boxOf(1), 'no-stream', ballots('a'));
        await expect(store.append(boxOf(1), 'no-stream', ballots('b'))).rejects.toMatchObject({
          expected: 'no-stream',
          actual: 0,
        });
        await expect(store.append(boxOf(2), 0, ballots('b'))).rejects.toMatchObject({
          expected: 0,
          actual: 'no-stream',
        });
        expect(await all(store.readStream(boxOf(2)))).toEqual([]);
      });

      it('lets exactly one of many who rest on the same revision go first', async () => {
        const outcomes = await Promise.allSettled(
          Array.from({ length: 20 }, () => store.append(boxOf(1), 'no-stream', ballots('a'))),
        );
        const refused = outcomes.filter((outcome) => outcome.status === 'rejected');
        expect(refused).toHaveLength(19);
        for (const { reason } of refused) expect(reason).toBeInstanceOf(WrongRevision);
        expect(await all(store.readAll())).toHaveLength(1);
      });

      it('answers a repeated append as the first time, and records it once', async () => {
        const [first, second] = [ballots('a', 'b'), ballots('c')];
        const appended = await store.append(boxOf(1), 'no-stream', first);
        await store.append(boxOf(2), 'no-stream', ballots('x'));
        expect(await store.append(boxOf(1), 'no-stream', first)).toEqual(appended);
        const then = await store.append(boxOf(1), 1, second);
        expect(await store.append(boxOf(1), 'no-stream', first)).toEqual(appended);
        expect(await store.append(boxOf(1), 1, second)).toEqual(then);
        expect(choices(await all(store.readAll()))).toEqual(['a', 'b', 'x', 'c']);
      });

      it('recognises a repeated append that travels with the first one', async () => {
        const events = ballots('a', 'b');
        const [one, other] = await Promise.all([
          store.append(boxOf(1), 'no-stream', events),
          store.append(boxOf(1), 'no-stream', events),
        ]);
        expect(other).toEqual(one);
        expect(await all(store.readAll())).toHaveLength(2);
      });

      it('does not take for a repetition what differs in one id, in order, in length, in place or in stream', async () => {
        const events = ballots('a', 'b');
        await store.append(boxOf(1), 'no-stream', events);
        const others = [
          [events[0]!, ballots('b')[0]!],
          events.toReversed(),
          [...events, ...ballots('c')],
          ballots('a', 'b'),
        ];
        for (const other of others) {
          await expect(store.append(boxOf(1), 'no-stream', other)).rejects.toMatchObject({ actual: 1 });
        }
        await expect(store.append(boxOf(1), 0, events)).rejects.toMatchObject({ actual: 1 });
        await expect(store.append(boxOf(2), 1, events)).rejects.toMatchObject({ actual: 'no-stream' });
        expect(await all(store.readAll())).toHaveLength(2);
      });

      it('counts positions over all streams, from 0 and without a gap', async () => {
        for (const [i, box] of [1, 2, 1, 3].entries()) {
          const before = await all(store.readStream(boxOf(box)));
          const appended = await store.append(boxOf(box), before.at(-1)?.revision ?? 'no-stream', ballots('a', 'b'));
          expect(appended.position).toBe(i * 2 + 1);
        }
        const events = await all(store.readAll());
        expect(events.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
        expect(events.map(({ revision }) => revision)).toEqual([0, 1, 0, 1, 2, 3, 0, 1]);
      });

      it('does not let a failing append hinder those that came with it', async () => {
        await store.append(boxOf(0), 'no-stream', ballots('a'));
        const outcomes = await Promise.allSettled([
          store.append(boxOf(1), 'no-stream', ballots('b', 'c')),
          store.append(boxOf(0), 'no-stream', ballots('lost')),
          store.append(boxOf(2), 'no-stream', [{ ...ballots('lost')[0]!, type: 'NoSuchEvent' }]),
          store.append(boxOf(3), 'no-stream', ballots('d')),
          store.append(boxOf(1), 1, ballots('e')),
        ]);
        expect(outcomes.map(({ status }) => status)).toEqual([
          'fulfilled',
          'rejected',
          'rejected',
          'fulfilled',
          'fulfilled',
        ]);
        const events = await all(store.readAll());
        expect(choices(events).toSorted()).toEqual(['a', 'b', 'c', 'd', 'e']);
        expect(choices(await all(store.readStream(boxOf(1))))).toEqual(['b', 'c', 'e']);
        expect(events.map(({ position }) => position)).toEqual([0, 1, 2, 3, 4]);
      });

      it('refuses an event that is too large for a leaf, and all that would come with it', async () => {
        const lines = Array.from({ length: 200 }, (_, i) => `${i}`.padEnd(64, 'x'));
        const votes = Object.fromEntries(Array.from({ length: 1_000 }, (_, i) => [`${i}`.padEnd(64, 'x'), i]));
        const meta = someMeta();
        const stream = streams.contest('e1', 'c1');
        const at = '2021-07-20T10:00:00+06:00';
        const fits = { id: randomUUID(), type: 'BallotTextApproved', data: { lines, at }, meta };
        const figures = { ballotsInBoxes: 1, ballotsInvalid: null, ballotsValid: 1, votes, votesAgainstAll: null };
        const data = { position: 0, digest: 'a'.repeat(64), basis: 'ballots', checkpoint: null, ...figures, at };
        const large = { id: randomUUID(), type: 'ResultTabulated', data, meta };
        const append = store.append(stream, 'no-stream', [fits, large]);
        await expect(append).rejects.toThrow(InvalidEvent);
        await expect(append).rejects.toThrow(/ResultTabulated: \d+ bytes as a leaf, 65535 are the most/);
        expect(await store.head()).toBeUndefined();
        await store.append(stream, 'no-stream', [fits]);
        expect((await all(store.readAll()))[0]).toMatchObject({ data: { lines, at } });
      });

      const ballot = ballots('a')[0]!;
      const { batch } = ballot.data as { batch: string };
      it.each([
        ['an unknown type', boxOf(1), { type: 'BallotEaten' }, 'BallotEaten is no event of a ballotbox stream'],
        ['a type of another kind of stream', boxOf(1), { type: 'PollsOpened' }, 'PollsOpened is no event of'],
        ['a stream of no kind', 'nonsense-e1' as StreamName, {}, 'nonsense-e1 is no name of a stream'],
        ['a name that lacks a code', 'ballotbox-e1/c1' as StreamName, {}, 'ballotbox-e1/c1 is no name of a stream'],
        ['a kind without events', streams.checkpoint('log'), {}, 'BallotCast is no event of a checkpoint stream'],
        ['a missing field', boxOf(1), { data: { choice: 'a' } }, 'batch'],
        ['a field that does not fit', boxOf(1), { data: { choice: '', batch } }, 'data/choice'],
        ['a field too many', boxOf(1), { data: { choice: 'a', batch, voter: 'x' } }, 'voter'],
        ['data that is no object', boxOf(1), { data: null }, 'data/'],
        ['an id that is no UUID', boxOf(1), { id: 'A' }, 'A is no UUID'],
        ['a meta that does not fit', boxOf(1), { meta: { ...ballot.meta, recordedAt: 'noon' } }, 'meta/recordedAt'],
        ['a meta with a field too many', boxOf(1), { meta: { ...ballot.meta, voter: 'x' } as never }, 'voter'],
      ])('refuses %s, naming it', async (_, stream, change, words) => {
        const append = store.append(stream, 'no-stream', [...ballots('b'), { ...ballot, ...change }]);
        await expect(append).rejects.toThrow(InvalidEvent);
        await expect(append).rejects.toThrow(words);
        expect(await store.head()).toBeUndefined();
      });

      it('refuses an append of nothing', async () => {
        await expect(store.append(boxOf(1), 'no-stream', [])).rejects.toThrow(InvalidEvent);
      });
    });

    describe('reading', () => {
      it('finds an empty record empty', async () => {
        expect(await store.head()).toBeUndefined();
        expect(await all(store.readAll())).toEqual([]);
        expect(await all(store.readStream(boxOf(1)))).toEqual([]);
      });

      it('reads a stream from any revision, across pages', async () => {
        await store.append(boxOf(2), 'no-stream', ballots('x'));
        await store.append(boxOf(1), 'no-stream', numberedBallots(600));
        await store.append(boxOf(2), 0, ballots('y'));
        const whole = await all(store.readStream(boxOf(1)));
        expect(whole.map(({ revision }) => revision)).toEqual(Array.from({ length: 600 }, (_, i) => i));
        expect(choices(whole)).toEqual(whole.map((_, i) => `n${i}`));
        for (const from of [1, 255, 256, 257, 512, 599, 600, 10_000]) {
          expect(await all(store.readStream(boxOf(1), from))).toEqual(whole.slice(from));
        }
      });

      it('gives each event the meta it was recorded with, wherever reading begins within an append', async () => {
        const mixed = [...numberedBallots(300), ...numberedBallots(300)];
        await store.append(boxOf(2), 'no-stream', ballots('x'));
        await store.append(boxOf(1), 'no-stream', mixed);
        for (const from of [0, 1, 256, 299, 300, 301, 599]) {
          const metas = (await all(store.readStream(boxOf(1), from))).map(({ meta }) => meta);
          expect(metas).toEqual(mixed.slice(from).map(({ meta }) => meta));
        }
        const whole = await all(store.readAll());
        for (const cursor of [whole[100]!, whole[300]!, whole[301]!]) {
          const metas = (await all(store.readAll(cursor))).map(({ meta }) => meta);
          expect(metas).toEqual(mixed.slice(cursor.position).map(({ meta }) => meta));
        }
      });

      it('reads everything after any cursor, be it of an event, of an append or of the head', async () => {
        const cursors: Appended[] = [];
        for (let box = 0; box < 6; box++) {
          cursors.push(await store.append(boxOf(box), 'no-stream', numberedBallots(100)));
        }
        const whole = await all(store.readAll());
        expect(whole.map(({ position }) => position)).toEqual(Array.from({ length: 600 }, (_, i) => i));
        for (const after of [...cursors, whole[0]!, whole[255]!, whole[256]!, (await store.head())!]) {
          expect(await all(store.readAll(after))).toEqual(whole.slice(after.position + 1));
        }
      });

      it('finds where any position stands, checkpoints between them or not, and nothing beyond the head', async () => {
        expect(await store.cursorAt(0)).toBeUndefined();
        for (let box = 0; box < 5; box++) {
          await store.append(boxOf(box), 'no-stream', numberedBallots(1 + box));
          await store.append(streams.checkpoint('log'), box === 0 ? 'no-stream' : box - 1, [signedCheckpoint(box)]);
        }
        const leaves = (await all(store.readAll())).filter(({ type }) => type === 'BallotCast');
        for (const { position, place } of leaves) expect(await store.cursorAt(position)).toEqual({ position, place });
        expect(await store.cursorAt(leaves.length)).toBeUndefined();
        expect(await store.cursorAt(-1)).toBeUndefined();
      });

      it('pulls pages: the rest of a long record is not read before it is asked for', async () => {
        const past = await store.append(boxOf(1), 'no-stream', numberedBallots(2_000));
        let late = false;
        for await (const { position } of store.readAll()) {
          if (position === 0) await store.append(boxOf(1), past.revision, ballots('late'));
          late = position === 2_000;
        }
        expect(late).toBe(true);
      });

      it('is unharmed by leaving a loop', async () => {
        await store.append(boxOf(1), 'no-stream', numberedBallots(600));
        for (let i = 0; i < 5; i++) {
          for await (const event of store.readAll()) if (event.position === i * 100) break;
        }
        await store.append(boxOf(2), 'no-stream', ballots('a'));
        expect(await all(store.readAll())).toHaveLength(601);
      });
    });

    describe('subscribing', () => {
      it('says that it has caught up: on an empty record, after the past, and after each novelty', async () => {
        const items: string[] = [];
        let next: Revision | 'no-stream' = 'no-stream';
        for await (const item of store.subscribe(undefined, new AbortController().signal)) {
          items.push(isCaughtUp(item) ? `caught up at ${item.cursor?.position}` : `${item.position}`);
          if (!isCaughtUp(item)) continue;
          if (items.length === 7) break;
          next = (await store.append(boxOf(1), next, ballots('a', 'b'))).revision;
        }
        expect(items).toEqual(['caught up at undefined', '0', '1', 'caught up at 1', '2', '3', 'caught up at 3']);
      });

      it('says where it stands when there is nothing new', async () => {
        const appended = await store.append(boxOf(1), 'no-stream', ballots('a'));
        const cursor = { position: appended.position, place: appended.place };
        expect(await follow(store, cursor, () => true)).toEqual([{ type: 'caught-up', cursor }]);
      });

      it('yields each event once and in order, from any cursor, while many write', async () => {
        const total = 1_000;
        const start = (await store.append(boxOf('first'), 'no-stream', numberedBallots(300)))!;
        const whole = await all(store.readAll());
        const afters = [undefined, whole[0], whole[150], whole[255], start];
        const following = afters.map((after) =>
          follow(store, after, (items) => items.some(isLast) && isCaughtUp(items.at(-1)!)),
        );
        const isLast = (item: RecordedEvent | CaughtUp) => !isCaughtUp(item) && item.position === total - 1;
        await Promise.all(
          Array.from({ length: 7 }, async (_, box) => {
            let revision: Revision | 'no-stream' = 'no-stream';
            for (let i = 0; i < 20; i++) {
              revision = (await store.append(boxOf(box), revision, numberedBallots(5))).revision;
            }
          }),
        );
        const recorded = await all(store.readAll());
        expect(recorded).toHaveLength(total);
        for (const [i, items] of (await Promise.all(following)).entries()) {
          const events = items.filter((item) => !isCaughtUp(item));
          expect(events).toEqual(recorded.slice((afters[i]?.position ?? -1) + 1));
          expect(items.at(-1)).toMatchObject({ type: 'caught-up', cursor: { position: total - 1 } });
        }
      });

      it('does not run ahead of who reads slowly: what is recorded meanwhile comes before the mark', async () => {
        const past = await store.append(boxOf(1), 'no-stream', numberedBallots(2_000));
        const items: (RecordedEvent | CaughtUp)[] = [];
        for await (const item of store.subscribe(undefined, new AbortController().signal)) {
          items.push(item);
          if (items.length === 1) await store.append(boxOf(1), past.revision, ballots('late'));
          if (isCaughtUp(item)) break;
        }
        expect(items).toHaveLength(2_002);
        expect(items.at(-2)).toMatchObject({ data: { choice: 'late' } });
      });

      it('ends without an error when the signal aborts: while waiting, amid a page, and before it began', async () => {
        await store.append(boxOf(1), 'no-stream', numberedBallots(600));
        const waiting = new AbortController();
        const seen: unknown[] = [];
        for await (const item of store.subscribe(await store.head(), waiting.signal)) {
          seen.push(item);
          setImmediate(() => waiting.abort());
        }
        expect(seen).toHaveLength(1);
        const amid = new AbortController();
        let count = 0;
        for await (const _ of store.subscribe(undefined, amid.signal)) {
          count += 1;
          if (count === 10) amid.abort();
        }
        expect(count).toBe(10);
        expect(await all(store.subscribe(undefined, AbortSignal.abort()))).toEqual([]);
      });

      it('ends when the store closes', async () => {
        const items = store.subscribe(undefined, new AbortController().signal)[Symbol.asyncIterator]();
        expect(await items.next()).toMatchObject({ value: { type: 'caught-up', cursor: undefined } });
        const next = items.next();
        await store.close();
        expect(await next).toMatchObject({ done: true });
      });

      it('is released by leaving its loop', async () => {
        for (let i = 0; i < 3; i++) await follow(store, undefined, ([item]) => isCaughtUp(item!));
        await store.append(boxOf(1), 'no-stream', ballots('a'));
        const items = await follow(store, undefined, (found) => found.length === 2);
        expect(items[1]).toEqual({ type: 'caught-up', cursor: await store.head() });
      });
    });

    describe('closing', () => {
      it('finishes the appends under way, and takes no other', async () => {
        const appends = Array.from({ length: 30 }, (_, box) => store.append(boxOf(box), 'no-stream', ballots('a')));
        const closed = store.close();
        await expect(store.append(boxOf(99), 'no-stream', ballots('a'))).rejects.toThrow(StoreUnavailable);
        await closed;
        const positions = (await Promise.all(appends)).map(({ position }) => position);
        expect(positions.toSorted((one, other) => one - other)).toEqual(Array.from({ length: 30 }, (_, i) => i));
        await store.close();
      });

      it('refuses reads afterwards', async () => {
        await store.close();
        await expect(all(store.readAll())).rejects.toThrow(StoreUnavailable);
        await expect(all(store.readStream(boxOf(1)))).rejects.toThrow(StoreUnavailable);
        await expect(store.head()).rejects.toThrow(StoreUnavailable);
      });
    });

    it('keeps what a simple model keeps, whatever is appended at once', async () => {
      const append = fc.record({
        box: fc.integer({ min: 0, max: 3 }),
        size: fc.integer({ min: 1, max: 4 }),
        slip: fc.constantFrom(0, 0, 0, 1, -1),
        twice: fc.boolean(),
      });
      const waves = fc.array(fc.array(append, { minLength: 1, maxLength: 6 }), { minLength: 1, maxLength: 5 });
      await fc.assert(
        fc.asyncProperty(waves, async (plan) => {
          const id = randomUUID();
          const stream = (box: number) => streams.ballotBox(id, 'c1', `p${box}`);
          const model = new Map<number, string[]>();
          for (const wave of plan) {
            const asked = wave.flatMap(({ box, size, slip, twice }) => {
              const ids = model.get(box) ?? [];
              const expected = Math.max(-1, ids.length - 1 + slip);
              const events = numberedBallots(size);
              const fits = expected === ids.length - 1;
              if (fits) model.set(box, [...ids, ...events.map((event) => event.id)]);
              const once = { box, expected, events, fits };
              return twice ? [once, once] : [once];
            });
            const outcomes = await Promise.allSettled(
              asked.map(({ box, expected, events }) =>
                store.append(stream(box), expected < 0 ? 'no-stream' : expected, events),
              ),
            );
            expect(outcomes.map(({ status }) => status)).toEqual(
              asked.map(({ fits }) => (fits ? 'fulfilled' : 'rejected')),
            );
          }
          for (const [box, ids] of model) {
            const events = await all(store.readStream(stream(box)));
            expect(events.map((event) => event.id)).toEqual(ids);
            expect(events.map(({ revision }) => revision)).toEqual(ids.map((_, i) => i));
          }
          const positions = (await all(store.readAll())).map(({ position }) => position);
          expect(positions).toEqual(positions.map((_, i) => i));
        }),
        { numRuns: 25 },
      );
    });
  });
}
