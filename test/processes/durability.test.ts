import { spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';

const folder = mkdtempSync(join(tmpdir(), 'vote-record-kill-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const child = new URL('./durability.child.ts', import.meta.url).pathname;

/** Lets the program append until it has acknowledged something and a moment more, kills it, and reads all it said. */
async function killed(path: string, said: string): Promise<string[]> {
  const output = openSync(said, 'w');
  const program = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', child, path], {
    stdio: ['ignore', output, 'inherit', 'ipc'],
  });
  closeSync(output);
  const exited = once(program, 'exit');
  await Promise.race([once(program, 'message'), exited]);
  setTimeout(() => program.kill('SIGKILL'), randomInt(50));
  expect(await exited).toEqual([null, 'SIGKILL']);
  // A line cut in two was not yet acknowledged to anybody.
  return readFileSync(said, 'utf8').split('\n').slice(0, -1);
}

/** What is wrong with a record after a restart: acknowledged events that are lost or moved, doubles, gaps. */
async function faultsOf(path: string, acknowledged: readonly string[]): Promise<string[]> {
  const faults: string[] = [];
  const found = new Set<string>();
  const ids = new Set<string>();
  const next = new Map<string, number>();
  const store = await openSqliteStore(path);
  for await (const { stream, revision, position, id } of store.readAll()) {
    if (position !== ids.size) faults.push(`position ${position} where ${ids.size} is due`);
    if (revision !== (next.get(stream) ?? 0)) faults.push(`revision ${revision} of ${stream} is out of order`);
    if (ids.has(id)) faults.push(`${id} is recorded twice`);
    next.set(stream, revision + 1);
    ids.add(id);
    found.add(JSON.stringify([stream, revision, position, id]));
  }
  await store.close();
  return [...faults, ...acknowledged.filter((line) => !found.has(line)).map((line) => `${line} is lost`)];
}

/** Kills the writer of one record again and again; gives back how many events it had acknowledged by then. */
async function killedTimes(kills: number, path: string): Promise<number> {
  const acknowledged: string[] = [];
  for (let kill = 1; kill <= kills; kill++) {
    acknowledged.push(...(await killed(path, `${path}.said`)));
    expect(await faultsOf(path, acknowledged)).toEqual([]);
  }
  return acknowledged.length;
}

describe('a process killed amid concurrent appends', () => {
  it('has lost and doubled nothing it acknowledged, after each of 20 kills of two records', async () => {
    const counts = await Promise.all(['a.db', 'b.db'].map((name) => killedTimes(10, join(folder, name))));
    expect(Math.min(...counts)).toBeGreaterThan(100);
  }, 180_000);
});
