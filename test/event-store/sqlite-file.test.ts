import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { isCaughtUp, StoreUnavailable } from '../../src/event-store/port.ts';
import { GroupCommit } from '../../src/event-store/sqlite/group-commit.ts';
import { checkDurability, prepareForWriting } from '../../src/event-store/sqlite/schema.ts';
import { openSqliteReader, openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { writeHere } from '../../src/event-store/sqlite/writing.ts';
import { all } from './all.ts';
import { ballots, boxOf, numberedBallots } from './ballots.ts';

// Every append to a file waits for the disk, which a busy machine can make slow.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'vote-record-file-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
let files = 0;
let path: string;
beforeEach(() => {
  path = join(folder, `${++files}.db`);
});

/** Makes a record with one ballot in it. */
async function someRecord(): Promise<void> {
  const store = await openSqliteStore(path);
  await store.append(boxOf(1), 'no-stream', ballots('a'));
  await store.close();
}

/** Does something to the file behind the store's back. */
function meddle(sql: string): void {
  const db = new DatabaseSync(path);
  try {
    db.exec(sql);
  } finally {
    db.close();
  }
}

const script = (name: string) => new URL(name, import.meta.url).pathname;
const node = ['--disable-warning=ExperimentalWarning'];

describe('one writer', () => {
  it('is let in alone within a process', async () => {
    const store = await openSqliteStore(path);
    const second = openSqliteStore(path);
    await expect(second).rejects.toThrow(StoreUnavailable);
    await expect(second).rejects.toThrow(`${path}: another process is writing this record`);
    await store.append(boxOf(1), 'no-stream', ballots('a'));
    await store.close();
    await (await openSqliteStore(path)).close();
  });

  it('keeps others out while its process lives, lets them read as it writes, and makes way when it is killed', async () => {
    const writer = spawn(process.execPath, [...node, script('../processes/durability.child.ts'), path], {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    });
    const exited = once(writer, 'exit');
    await once(writer, 'message');
    await expect(openSqliteStore(path)).rejects.toThrow('another process is writing this record');

    const reader = openSqliteReader(path);
    const positions: number[] = [];
    let waits = 0;
    for await (const item of reader.subscribe(undefined, new AbortController().signal)) {
      if (!isCaughtUp(item)) positions.push(item.position);
      else if ((waits += 1) === 5) break;
    }
    reader.close();
    expect(positions.length).toBeGreaterThan(5);
    expect(positions).toEqual(positions.map((_, i) => i));

    writer.kill('SIGKILL');
    await exited;
    const store = await openSqliteStore(path);
    const head = await store.head();
    expect(head!.position).toBeGreaterThanOrEqual(positions.length - 1);
    expect(await store.append(boxOf('new'), 'no-stream', ballots('a'))).toMatchObject({ position: head!.position + 1 });
    await store.close();
  });

  it('fails its appends when its thread dies, while the process lives and reads on', () => {
    const { stdout, status } = spawnSync(process.execPath, [...node, script('./worker-death.child.ts'), path], {
      encoding: 'utf8',
    });
    expect(status).toBe(0);
    const { words, readable } = JSON.parse(stdout) as { words: string[]; readable: number };
    expect(words).toHaveLength(4);
    for (const said of words) expect(said).toContain(`StoreUnavailable: ${path}: the writer has stopped`);
    expect(readable).toBe(1);
  });
});

describe('a recorded event', () => {
  it.each([
    ["UPDATE events SET data = '{}'", 'a recorded event is never changed'],
    ['DELETE FROM events', 'a recorded event is never removed'],
    ["UPDATE streams SET name = 'x'", 'a stream is never renamed'],
    ['DELETE FROM streams', 'a stream is never removed'],
  ])('withstands %s', async (statement, words) => {
    await someRecord();
    expect(() => meddle(statement)).toThrow(words);
  });

  it('is read back by whoever opens the file later', async () => {
    await someRecord();
    const reader = openSqliteReader(path);
    const events = await all(reader.readAll());
    reader.close();
    expect(events).toMatchObject([{ stream: boxOf(1), revision: 0, position: 0, data: { choice: 'a' } }]);
  });

  it('is all in one file once the record is closed', async () => {
    await someRecord();
    const own = readdirSync(folder).filter((name) => name.startsWith(`${files}.db`));
    expect(own.filter((name) => !name.endsWith('-writer'))).toEqual([`${files}.db`]);
  });
});

describe('a file that is no record of this program', () => {
  it.each([
    ['a database of something else', () => meddle('CREATE TABLE t (a)'), 'the file is a database of something else'],
    [
      'a record of a later layout',
      async () => {
        await someRecord();
        meddle('PRAGMA user_version = 2');
      },
      'the record has layout 2, this program knows 1',
    ],
    ['no database', () => writeFileSync(path, 'ballots, ballots, ballots\n'.repeat(100)), 'file is not a database'],
  ])('is refused, and left as it is: %s', async (_, make, words) => {
    await make();
    const before = readFileSync(path);
    const opened = openSqliteStore(path);
    await expect(opened).rejects.toThrow(StoreUnavailable);
    await expect(opened).rejects.toThrow(`${path}: ${words}`);
    expect(() => openSqliteReader(path)).toThrow(`${path}: ${words}`);
    expect(readFileSync(path).equals(before)).toBe(true);
  });

  it('is refused when its folder is missing', async () => {
    path = join(folder, 'missing', 'record.db');
    await expect(openSqliteStore(path)).rejects.toThrow(`${path}: unable to open database file`);
    expect(() => openSqliteReader(path)).toThrow(StoreUnavailable);
  });

  it('is refused to readers when nothing was ever recorded in it, and is not made by them', () => {
    expect(() => openSqliteReader(path)).toThrow(StoreUnavailable);
    expect(existsSync(path)).toBe(false);
    writeFileSync(path, '');
    expect(() => openSqliteReader(path)).toThrow(`${path}: the file holds no record`);
  });
});

describe('a disk without room', () => {
  it('fails the appends that share the commit, keeps no part of them, and is written on once there is room', async () => {
    const db = new DatabaseSync(path);
    prepareForWriting(db, false);
    const writer = new GroupCommit(writeHere(db), () => {});
    await writer.append(boxOf(1), 'no-stream', ballots('a'));
    const { page_count: pages } = db.prepare('PRAGMA page_count').get()!;
    db.exec(`PRAGMA max_page_count = ${Number(pages) + 2}`);
    const outcomes = await Promise.allSettled([
      writer.append(boxOf(1), 0, ballots('b')),
      writer.append(boxOf(2), 'no-stream', numberedBallots(1_000)),
    ]);
    for (const outcome of outcomes) {
      expect(outcome).toMatchObject({ status: 'rejected', reason: { name: 'StoreUnavailable' } });
    }
    db.exec('PRAGMA max_page_count = 100000');
    expect(await writer.append(boxOf(1), 0, ballots('c'))).toMatchObject({ revision: 1, position: 1 });
    expect(await writer.append(boxOf(2), 'no-stream', ballots('d'))).toMatchObject({ revision: 0, position: 2 });
    db.close();
    const reader = openSqliteReader(path);
    const events = await all(reader.readAll());
    reader.close();
    expect(events.map(({ data }) => (data as { choice: string }).choice)).toEqual(['a', 'c', 'd']);
  });
});

describe('durability', () => {
  it('is read back from the connection: one that would answer before the disk has it is refused', () => {
    const db = new DatabaseSync(path);
    prepareForWriting(db, false);
    expect(() => checkDurability(db, false)).not.toThrow();
    db.exec('PRAGMA synchronous = NORMAL');
    expect(() => checkDurability(db, false)).toThrow('synchronous reads back as 1, not as FULL (2)');
    db.exec('PRAGMA synchronous = FULL; PRAGMA journal_mode = DELETE');
    expect(() => checkDurability(db, false)).toThrow('the journal is delete, not a write-ahead log');
    db.close();
  });
});
