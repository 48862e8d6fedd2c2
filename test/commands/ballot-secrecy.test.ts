import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { shuffled } from '../../src/commands/shuffle.ts';
import { streams } from '../../src/domain/stream.ts';
import type { EventStore } from '../../src/event-store/port.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { type Ask, election, eventsOf, record, seal, setUp, writeSide } from './write-side.ts';

/** Ten lines, so that a batch can have ten ballots that are told apart. */
const lines = ['c0', 'c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'c7', 'c8', 'c9'];
const stream = streams.ballotBox(election, 'c', 'p');
let store: EventStore;
let ask: Ask;

beforeEach(async () => {
  store = await openSqliteStore(':memory:');
  ({ ask } = writeSide(store, store));
  await setUp(ask, lines);
  await seal(ask);
});
afterEach(() => store.close());

/** How far counts are from being equal: Pearson's chi-square. */
function chiSquare(counts: readonly number[]): number {
  const expected = counts.reduce((sum, count) => sum + count, 0) / counts.length;
  return counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
}

const cast = async () => (await eventsOf(store, stream)).filter(({ type }) => type === 'BallotCast');
const choiceOf = ({ data }: { data: unknown }) => (data as { choice: string }).choice;

describe('the order in which ballots are stored', () => {
  // Chi-square that equal chances exceed once in a million times, by degrees of freedom.
  const [of9, of23] = [44.8, 70.5];

  test('tells nothing of the order in which they arrived', async () => {
    const batches = 600;
    for (let i = 0; i < batches; i++) await record(ask, randomUUID(), lines);
    const places = (await cast()).map(choiceOf);
    const counts = lines.map(() => lines.map(() => 0));
    for (const [place, choice] of places.entries()) counts[lines.indexOf(choice)]![place % lines.length]!++;
    expect(places).toHaveLength(batches * lines.length);
    // Where the first arrived stands, and the last.
    expect(chiSquare(counts[0]!)).toBeLessThan(of9);
    expect(chiSquare(counts[9]!)).toBeLessThan(of9);
  });

  test('is any of all orders, each as likely', () => {
    const seen = new Map<string, number>();
    for (let i = 0; i < 24_000; i++) {
      const order = shuffled([1, 2, 3, 4]).join('');
      seen.set(order, (seen.get(order) ?? 0) + 1);
    }
    expect(seen.size).toBe(24);
    expect(chiSquare([...seen.values()])).toBeLessThan(of23);
  });
});

describe('a stored ballot', () => {
  test('says its choice and its batch, and nothing that the others of its batch do not say', async () => {
    const batch = randomUUID();
    await record(ask, batch, lines, false, { idempotencyKey: 'key-1' });
    const ballots = await cast();
    expect(ballots).toHaveLength(lines.length);
    for (const { data } of ballots) expect(data).toEqual({ batch, choice: expect.any(String) });
    expect(new Set(ballots.map(({ meta }) => JSON.stringify(meta))).size).toBe(1);
    expect(Object.keys(ballots[0]!.meta).toSorted()).toEqual([
      'actor',
      'commandId',
      'correlationId',
      'recordedAt',
      'role',
    ]);
  });

  test('has a random id, whether or not the request had a key', async () => {
    await record(ask, randomUUID(), lines, false, { idempotencyKey: 'key-1' });
    await record(ask, randomUUID(), lines);
    const ids = (await cast()).map(({ id }) => id);
    expect(new Set(ids).size).toBe(2 * lines.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  });

  test('of the same request in another record has another id: none is derived from what was asked', async () => {
    const batch = randomUUID();
    const other = await openSqliteStore(':memory:');
    const otherAsk = writeSide(other, other).ask;
    await setUp(otherAsk, lines);
    await seal(otherAsk);
    for (const process of [ask, otherAsk]) await record(process, batch, lines, false, { idempotencyKey: 'key-1' });
    const ids = [...(await cast()), ...(await eventsOf(other, stream)).slice(1)].map(({ id }) => id);
    await other.close();
    expect(new Set(ids).size).toBe(2 * lines.length);
  });
});
