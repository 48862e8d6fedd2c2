import { execFile, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { built, type Measure, median, rate } from './measure.ts';

const { openSqliteReader } =
  await built<typeof import('../../src/event-store/sqlite/store.ts')>('event-store/sqlite/store');
const { Projector } = await built<typeof import('../../src/projections/projector.ts')>('projections/projector');
const { allProjections } =
  await built<typeof import('../../src/projections/read-models.ts')>('projections/read-models');
const { openSnapshots } = await built<typeof import('../../src/projections/snapshots/sqlite-snapshots.ts')>(
  'projections/snapshots/sqlite-snapshots',
);

const run = promisify(execFile);
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const rounds = 5;
const agent = new Agent({ keepAlive: true, maxSockets: 1 });

/** An election of the size of 25.07.2021, loaded: what its read models answer, and how they come back after a stop. */
export async function dayBench(): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vote-record-bench-'));
  try {
    const [pack, data] = [join(folder, 'package'), join(folder, 'record')];
    const env = { ...process.env, VOTE_RECORD_DATA: data };
    await run(process.execPath, [cli, 'simulate', '--scale', 'kz-2021', '--out', pack], { env });
    const start = performance.now();
    await run(process.execPath, [cli, 'load', pack, '--clerks', 'clerk.1,clerk.2'], { env, maxBuffer: 2 ** 24 });
    const seconds = (performance.now() - start) / 1000;
    return [
      await restart(data, folder),
      ...(await queries(data)),
      { name: 'loading kz-2021 (0.96 M ballots)', ratio: seconds, unit: 's', figures: { seconds } },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Time from nothing to answering at the head: with a snapshot there, and without. */
async function restart(data: string, folder: string): Promise<Measure> {
  const reader = openSqliteReader(join(data, 'record.sqlite'));
  const head = (await reader.head())!.position;
  const timed = async (snapshotFile: string): Promise<number> => {
    const snapshots = openSnapshots(snapshotFile);
    const start = performance.now();
    const projector = new Projector(reader, allProjections, snapshots);
    await projector.start();
    await projector.whenProcessed(head);
    const passed = performance.now() - start;
    await projector.stop();
    snapshots.close();
    return passed;
  };
  const file = join(folder, 'snapshots.db');
  const rebuilt = await timed(file);
  const restarts: number[] = [];
  for (let i = 0; i < rounds; i++) restarts.push(await timed(file));
  reader.close();
  const again = median(restarts);
  return {
    name: 'restart from a snapshot, of a full rebuild of 1 M events',
    ratio: again / rebuilt,
    target: 0.1,
    unit: 'times',
    figures: { 'restart ms': again, 'rebuild ms': rebuilt },
  };
}

/** Each query of results against one that asks for nothing, over one connection. */
async function queries(data: string): Promise<Measure[]> {
  const server = fork(fileURLToPath(new URL('../../dist/main.js', import.meta.url)), {
    env: { ...process.env, VOTE_RECORD_DATA: data, PORT: '0', LOG_LEVEL: 'info' },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  try {
    const url = await addressOf(server.stdout!);
    const election = '/elections/simulated-kz-2021-1';
    const paths = [
      '/results',
      '/results?level=region',
      '/results?contest=113030000',
      '/results?area=110000000',
      '/overview?level=district',
      '/contests/113030000/protocols',
    ];
    while ((await get(`${url}/health/ready`)).status !== 200) await new Promise((next) => setTimeout(next, 100));
    const measures: Measure[] = [];
    for (const path of paths) {
      const ratios: number[] = [];
      const milliseconds: number[] = [];
      for (let i = 0; i < rounds; i++) {
        const empty = await rate(50, () => many(50, `${url}${election}`));
        const full = await rate(50, () => many(50, `${url}${election}${path}`));
        ratios.push(empty / full);
        milliseconds.push(1000 / full);
      }
      measures.push({
        name: `GET ${path}, of a query for the election alone`,
        ratio: median(ratios),
        target: 5,
        unit: 'times',
        figures: { 'microseconds each': 1000 * median(milliseconds) },
      });
    }
    return measures;
  } finally {
    server.kill('SIGTERM');
    await once(server, 'exit');
    agent.destroy();
  }
}

async function many(times: number, url: string): Promise<void> {
  for (let i = 0; i < times; i++) {
    const { status } = await get(url);
    if (status !== 200) throw new Error(`${url} was answered with ${status}`);
  }
}

function get(url: string): Promise<{ status: number }> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { agent }, (answer) => {
      answer.resume().on('end', () => resolve({ status: answer.statusCode! }));
    });
    sent.on('error', reject).end();
  });
}

function addressOf(log: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve) => {
    log.setEncoding('utf8').on('data', (text: string) => {
      const [, address] = /"address":"([^"]+)"/.exec(text) ?? [];
      if (address !== undefined) resolve(address);
    });
  });
}
