import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '../../src/event-store/port.ts';
import { openSqliteReader, openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { ballots, boxOf } from '../event-store/ballots.ts';
import { groupSize, groups, planned } from '../support/power-loss.plan.ts';
import { imageAt, randomOf, type Step, stepsOf } from '../support/power-loss.ts';

const strace = spawnSync('strace', ['-V']).status === 0;
if (!strace && process.env['VOTE_RECORD_REQUIRE_STRACE'] === '1') {
  throw new Error('strace is missing, and VOTE_RECORD_REQUIRE_STRACE asks for it');
}
// A machine without strace cannot watch the writes; the name of the skipped suite says so.
const describePowerLoss = strace ? describe : describe.skip;

const folder = mkdtempSync(join(tmpdir(), 'vote-record-power-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const child = new URL('../support/power-loss.child.ts', import.meta.url).pathname;

/** Runs the appending program under strace. */
function traced(synchronous: 'FULL' | 'NORMAL'): Step[] {
  const path = join(folder, `${synchronous}.db`);
  const trace = join(folder, `${synchronous}.trace`);
  const calls = 'trace=openat,pwrite64,write,ftruncate,fdatasync,fsync,close';
  const options = ['-f', '-xx', '-s', '100000000', '-e', calls, '-o', trace];
  const program = [process.execPath, '--disable-warning=ExperimentalWarning', child, path, synchronous];
  const ran = spawnSync('strace', [...options, ...program], { encoding: 'utf8' });
  expect(ran.stdout + ran.stderr).toContain(`ack ${groups * groupSize}\n`);
  return stepsOf(readFileSync(trace, 'latin1'), path);
}

/** How many events had been acknowledged before step `cut`. */
function acknowledgedBefore(steps: readonly Step[], cut: number): number {
  const said = steps.slice(0, cut).findLast((step) => step.kind === 'said');
  return said ? Number(said.text.slice('ack '.length)) : 0;
}

interface Found {
  readonly path: string;
  readonly acknowledged: number;
  readonly events: RecordedEvent[];
  readonly integrity: unknown;
}

/** Cuts the power at a random moment after the first acknowledgement and opens what is left. */
async function afterPowerLoss(steps: Step[], seed: number): Promise<Found> {
  const random = randomOf(seed);
  const first = steps.findIndex(({ kind }) => kind === 'said') + 1;
  const cut = first + Math.floor(random() * (steps.length + 1 - first));
  const place = join(folder, `image-${seed}`);
  mkdirSync(place, { recursive: true });
  const path = join(place, 'record.db');
  for (const [ending, bytes] of imageAt(steps, cut, random)) writeFileSync(`${path}${ending}`, bytes);
  const events: RecordedEvent[] = [];
  const reader = openSqliteReader(path);
  for await (const event of reader.readAll()) events.push(event);
  reader.close();
  const db = new DatabaseSync(path, { readOnly: true });
  const integrity = Object.values(db.prepare('PRAGMA integrity_check').get()!)[0];
  db.close();
  return { path, acknowledged: acknowledgedBefore(steps, cut), events, integrity };
}

const lineOf = ({ stream, revision, id, position, data }: ReturnType<typeof planned>[number]) =>
  JSON.stringify([stream, revision, id, position, data]);
const everything = planned().map(lineOf);

describePowerLoss('a power cut (needs strace)', () => {
  let full: Step[];
  beforeAll(() => {
    full = traced('FULL');
  }, 180_000);

  it('is tried amid commits, checkpoints and restarts of the write-ahead log', () => {
    const restarts = full.filter((step) => step.kind === 'write' && step.file === '-wal' && step.at === 0);
    expect(restarts.length).toBeGreaterThan(3);
    expect(full.filter((step) => step.kind === 'write' && step.file === '').length).toBeGreaterThan(50);
  });

  it('loses nothing that was acknowledged, in 150 images, and leaves no part of a commit', async () => {
    for (let seed = 1; seed <= 150; seed++) {
      const { acknowledged, events, integrity } = await afterPowerLoss(full, seed);
      const wrong = events.findIndex((event, i) => lineOf(event) !== everything[i]);
      const lost = Math.max(0, acknowledged - events.length);
      const half = events.length % groupSize;
      expect({ seed, lost, half, wrong, integrity }).toEqual({ seed, lost: 0, half: 0, wrong: -1, integrity: 'ok' });
    }
  }, 180_000);

  it('leaves a record that is written on, from where it ends', async () => {
    for (let seed = 201; seed <= 205; seed++) {
      const { path, events } = await afterPowerLoss(full, seed);
      const store = await openSqliteStore(path);
      const { position } = await store.append(boxOf('new'), 'no-stream', ballots('a'));
      await store.close();
      expect(position).toBe(events.length);
    }
  }, 180_000);

  it('would lose acknowledged events without synchronous = FULL: the test can tell', async () => {
    const normal = traced('NORMAL');
    let losing = 0;
    for (let seed = 1; seed <= 40; seed++) {
      const { acknowledged, events } = await afterPowerLoss(normal, seed);
      if (events.length < acknowledged) losing += 1;
    }
    expect(losing).toBeGreaterThan(0);
  }, 180_000);
});
