import { afterAll, describe, expect, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomInt } from 'node:crypto';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { streams } from '../../src/domain/stream.ts';
import { openSqliteReader, openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { FickleDisk, type Step, stepsOf, straceArguments } from '../support/power-loss.ts';
import { type Acknowledged, acknowledgedIn, faultsOf } from './durability-check.ts';

const folder = mkdtempSync(join(tmpdir(), 'vote-record-durability-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The writer runs on plain Node from its source; only our two parameter properties ask for more than type stripping. */
const writer = [
  '--experimental-transform-types',
  '--disable-warning=ExperimentalWarning',
  fileURLToPath(new URL('./durability-writer.ts', import.meta.url)),
];

/** Lets a writer work until it has acknowledged something and a moment more, kills it, and says what it acknowledged. */
async function killedWriter(path: string): Promise<Acknowledged[]> {
  const child = spawn(process.execPath, [...writer, path, 'served'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const exited = once(child, 'exit');
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await Promise.race([once(child.stdout, 'data'), exited]);
  setTimeout(() => child.kill('SIGKILL'), randomInt(80));
  const [, signal] = await exited;
  if (!child.stdout.readableEnded) await once(child.stdout, 'end');
  expect(signal).toBe('SIGKILL');
  return acknowledgedIn(output);
}

async function killAgainAndAgain(path: string, times: number): Promise<number> {
  const acknowledged: Acknowledged[] = [];
  for (let life = 0; life < times; life++) {
    const before = acknowledged.length;
    acknowledged.push(...(await killedWriter(path)));
    expect(acknowledged.length).toBeGreaterThan(before);
    const restarted = await openSqliteStore(path);
    expect(await faultsOf(restarted, acknowledged)).toEqual([]);
    await restarted.close();
  }
  return acknowledged.length;
}

describe('a process killed amid concurrent appends', () => {
  test('has lost and doubled nothing it acknowledged, in 22 kills of two records', async () => {
    const both = await Promise.all(['a.db', 'b.db'].map((name) => killAgainAndAgain(join(folder, name), 11)));
    expect(Math.min(...both)).toBeGreaterThan(100);
  }, 120_000);
});

/** What the real library asks of the disk and when the store acknowledges, traced by the operating system. */
function traced(synchronous: 'FULL' | 'NORMAL'): Step[] {
  const home = join(folder, synchronous);
  mkdirSync(home);
  const trace = `${home}.trace`;
  const command = [`--output=${trace}`, ...straceArguments, process.execPath, ...writer];
  const { stderr } = spawnSync('strace', [...command, join(home, 'record.db'), synchronous], { encoding: 'utf8' });
  expect(stderr).toBe('');
  return [...stepsOf(readFileSync(trace, 'latin1').split('\n'), home)];
}

/** The power fails at `images` moments of the writer's life; what each restart has lost or spoilt. */
async function powerFails(steps: readonly Step[], images: number): Promise<{ faults: string[]; acknowledged: number }> {
  const firstSaid = steps.findIndex(({ kind }) => kind === 'said');
  const moments = Array.from({ length: images }, () => randomInt(firstSaid + 1, steps.length)).sort((a, b) => a - b);
  const disk = new FickleDisk();
  const faults: string[] = [];
  let output = '';
  let taken = 0;
  for (const [image, moment] of moments.entries()) {
    for (; taken < moment; taken++) {
      const step = steps[taken]!;
      disk.take(step);
      if (step.kind === 'said') output += step.text;
    }
    const home = mkdtempSync(join(folder, 'image-'));
    for (const [name, content] of disk.afterPowerLoss()) writeFileSync(join(home, name), content);
    const path = join(home, 'record.db');
    const found = await restart(path, acknowledgedIn(output));
    if (found.length > 0) faults.push(`image ${image} at step ${moment}: ${found.length} faults, first ${found[0]}`);
    rmSync(home, { recursive: true });
  }
  return { faults, acknowledged: acknowledgedIn(output).length };
}

async function restart(path: string, acknowledged: Acknowledged[]): Promise<string[]> {
  try {
    const record = openSqliteReader(path);
    try {
      return await faultsOf(record, acknowledged);
    } finally {
      record.close();
    }
  } catch (error) {
    return [`cannot be read: ${String(error)}`];
  }
}

const canTrace = spawnSync('strace', ['--version']).status === 0;
const whenTraced = canTrace ? test : test.skip;
const unless = canTrace ? '' : ' (NOT TESTED HERE: needs strace, `apt-get install strace`)';

/**
 * The disk is a model, the writes and syncs are those of the real library in a real process: everything synced is kept,
 * of everything later any part may be there, in any order, torn at sectors.
 */
describe(`a power loss amid concurrent appends${unless}`, () => {
  whenTraced('loses nothing acknowledged with synchronous=FULL, in 150 images', async () => {
    const steps = traced('FULL');
    expect(steps.filter(({ kind, ...step }) => kind === 'sync' && 'file' in step && step.file === 'record.db').length).toBeGreaterThan(2);
    const { faults, acknowledged } = await powerFails(steps, 150);
    expect(acknowledged).toBeGreaterThan(300);
    expect(faults).toEqual([]);
  }, 120_000);

  whenTraced('loses acknowledged appends with synchronous=NORMAL: why FULL is insisted on', async () => {
    const { faults } = await powerFails(traced('NORMAL'), 50);
    expect(faults.length).toBeGreaterThan(5);
  }, 120_000);
});

test('a record found with synchronous=NORMAL when it is opened is written with FULL, and appends to it are durable', async () => {
  const path = join(folder, 'reopened.db');
  await (await openSqliteStore(path)).close();
  const reopened = await openSqliteStore(path);
  expect(await reopened.head()).toBeUndefined();
  expect(await Array.fromAsync(reopened.readStream(streams.election('none')))).toEqual([]);
  await reopened.close();
});
