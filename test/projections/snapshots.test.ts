import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { EventReader, EventStore } from '../../src/event-store/port.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { Projector } from '../../src/projections/projector.ts';
import { allProjections, ReadModels } from '../../src/projections/read-models.ts';
import { openSnapshots } from '../../src/projections/snapshots/sqlite-snapshots.ts';
import { superfluous } from '../../src/projections/snapshots/thinning.ts';
import { type Happened, histories, record } from '../support/history.ts';
import { allAnswers, allAnswersAsOf, eventsOf, foldOf } from './answers.ts';

let folder: string;
let file: string;
let store: EventStore;
/** The longest of some histories, and its first half. */
const history = fc.sample(histories, { numRuns: 20, seed: 7 }).reduce((a, b) => (b.length > a.length ? b : a));
const half = history.slice(0, history.length / 2);

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'vote-record-snapshots-'));
  file = join(folder, 'snapshots.db');
  store = await storeOf(history);
});

afterEach(async () => {
  await store.close();
  rmSync(folder, { recursive: true });
});

async function storeOf(events: readonly Happened[]): Promise<EventStore> {
  const opened = await openSqliteStore(':memory:');
  await record(opened, events);
  return opened;
}

/** Everything known at the head, by a start of the read models with the snapshots as they are, and how many events it read. */
async function started(reader: EventReader): Promise<{ answers: unknown; read: number }> {
  let read = 0;
  const counting: EventReader = {
    readStream: (stream, from) => reader.readStream(stream, from),
    readAll: (after) => reader.readAll(after),
    head: () => reader.head(),
    cursorAt: (position) => reader.cursorAt(position),
    async *subscribe(after, signal) {
      for await (const item of reader.subscribe(after, signal)) {
        if (item.type !== 'caught-up') read += 1;
        yield item;
      }
    },
  };
  const snapshots = openSnapshots(file);
  const projector = new Projector(counting, allProjections, snapshots);
  await projector.start();
  await projector.whenProcessed((await reader.head())!.position);
  const answers = allAnswers(projector);
  await projector.stop();
  expect(snapshots.failure).toBeUndefined();
  snapshots.close();
  return { answers, read };
}

/** Does to the file what no program of ours would. */
function damage(sql: string): void {
  const db = new DatabaseSync(file);
  expect(db.prepare(sql).run().changes).toBeGreaterThan(0);
  db.close();
}

describe('Snapshots', () => {
  it('spare a restart the events that were folded before the last stop', async () => {
    const first = await started(store);
    expect(first.read).toBe(history.length);
    expect(await started(store)).toEqual({ ...first, read: 0 });
  });

  it('let folding go on where it was left', async () => {
    const growing = await storeOf(half);
    await started(growing);
    await record(growing, history, half.length);
    const { answers, read } = await started(growing);
    expect(read).toBe(history.length - half.length);
    expect(answers).toEqual(allAnswers(foldOf(await eventsOf(growing))));
    await growing.close();
  });

  it('change no answer when they are deleted', async () => {
    const { answers } = await started(store);
    rmSync(file);
    expect(await started(store)).toEqual({ answers, read: history.length });
  });

  it.each([
    [
      'a changed piece',
      `UPDATE pieces SET saved = replace(saved, '"ballots":', '"ballots":1') WHERE projection = 'progress'`,
    ],
    ['a missing piece', `DELETE FROM pieces WHERE projection = 'results'`],
    ['a piece that is no JSON', `UPDATE pieces SET saved = 'x' WHERE projection = 'areas'`],
    ['a missing view', `DELETE FROM views WHERE projection = 'turnout'`],
    ['a view of another version', `UPDATE views SET version = 99 WHERE projection = 'turnout'`],
    ['another event as its last', `UPDATE snapshots SET mark = json_set(mark, '$.id', 'other')`],
    ['no last event', `UPDATE snapshots SET mark = '{}'`],
  ])('are passed over with %s', async (_, sql) => {
    const { answers } = await started(store);
    damage(sql);
    expect(await started(store)).toEqual({ answers, read: history.length });
  });

  it.each([
    ['no database', () => writeFileSync(file, 'x'.repeat(10_000))],
    ['of another layout', () => new DatabaseSync(file).exec('PRAGMA user_version = 77')],
  ])('are made anew where the file is %s', async (_, spoil) => {
    const { answers } = await started(store);
    spoil();
    expect(await started(store)).toEqual({ answers, read: history.length });
    expect(await started(store)).toEqual({ answers, read: 0 });
  });

  it('of another record are never used, not even one of the same length', async () => {
    await started(store);
    const other = await storeOf(history);
    const { answers, read } = await started(other);
    expect(read).toBe(history.length);
    expect(answers).toEqual(allAnswers(foldOf(await eventsOf(other))));
    await other.close();
  });

  it('from beyond the end of a record that was restored from an older copy are never used', async () => {
    const path = join(folder, 'record.db');
    const growing = await openSqliteStore(path);
    await record(growing, half);
    const copy = new DatabaseSync(path);
    copy.exec(`VACUUM INTO '${join(folder, 'copy.db')}'`);
    copy.close();
    await record(growing, history, half.length);
    await started(growing);
    await growing.close();

    const restored = await openSqliteStore(join(folder, 'copy.db'));
    const { answers, read } = await started(restored);
    expect(read).toBe(half.length);
    expect(answers).toEqual(allAnswers(foldOf(await eventsOf(restored))));
    await restored.close();
  });

  it('that cannot be written are said to have failed, and hinder nothing', async () => {
    const snapshots = openSnapshots(file);
    const other = new DatabaseSync(file);
    other.exec('BEGIN IMMEDIATE');
    const fold = foldOf(await eventsOf(store));
    await snapshots.save(fold);
    expect(snapshots.failure?.message).toContain('locked');
    other.exec('ROLLBACK');
    await snapshots.save(fold);
    expect(snapshots.failure).toBeUndefined();
    expect(allAnswers((await snapshots.latest(allProjections, store))!)).toEqual(allAnswers(fold));
    other.close();
    snapshots.close();
  });

  it('serve questions about the past from the nearest one before', async () => {
    const events = await eventsOf(store);
    const snapshots = openSnapshots(file);
    for (const length of [half.length, half.length + 10]) await snapshots.save(foldOf(events.slice(0, length)));
    const at = half.length + 5;
    const nearest = await snapshots.latest(allProjections, store, at);
    expect(nearest?.position).toBe(half.length - 1);
    const models = new ReadModels(store, new Projector(store, allProjections, snapshots), snapshots);
    expect(await allAnswersAsOf(models, at)).toEqual(allAnswers(foldOf(events.slice(0, at + 1))));
    snapshots.close();
  });
});

describe('Of many snapshots', () => {
  it('sixteen stay, the first and the last among them, spread over the whole record', () => {
    const kept = new Set<number>();
    for (let position = 250; position <= 100_000; position += 250) {
      kept.add(position);
      for (const each of superfluous([...kept])) kept.delete(each);
    }
    const positions = [...kept].toSorted((a, b) => a - b);
    const gaps = positions.map((position, i) => position - (positions[i - 1] ?? 0));
    expect(positions).toHaveLength(16);
    expect([positions[0], positions.at(-1)]).toEqual([250, 100_000]);
    expect(Math.max(...gaps)).toBeLessThanOrEqual((100_000 / 16) * 3);
  });
});
