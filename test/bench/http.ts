import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { streams } from '../../src/domain/stream.ts';
import { built, type Measure, median, rate } from './measure.ts';

const rounds = 5;
const inFlight = 64;
const singles = 4_000;
const batchSize = 500;
const batches = 120;
export const precincts = Array.from({ length: 200 }, (_, i) => `P${i}`);
const agent = new Agent({ keepAlive: true, maxSockets: inFlight });

/** Commands and ballots through real HTTP, from another process than the server's. */
export async function httpBench(): Promise<Measure[]> {
  const server = fork(new URL('./http-server.ts', import.meta.url), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
  const [{ url, token }] = (await once(server, 'message')) as [{ url: string; token: string }];
  const post = poster(url, token, agent);
  const become = async (kind: 'empty' | 'real') => {
    server.send(kind);
    await once(server, 'message');
  };
  await setUp(post);

  const roll = JSON.stringify({ votersOnRoll: 700 });
  const paths = Array.from({ length: singles }, (_, i) => `/elections/bench/precincts/${precincts[i % 200]!}/roll`);
  const single = () => rate(singles, () => inParallel(inFlight, paths, (path) => post(path, roll)));
  await single();
  const figures = { empty: [] as number[], command: [] as number[], ballots: [] as number[], bulk: [] as number[] };
  const ratios = { command: [] as number[], ballots: [] as number[] };
  for (let round = 0; round < rounds; round++) {
    await become('empty');
    const empty = await single();
    await become('real');
    const command = await single();
    const ballots = await ballotsOverHttp(post, round);
    const bulk = await bulkOfTheStore();
    for (const [name, value] of Object.entries({ empty, command, ballots, bulk })) figures[name as 'empty'].push(value);
    ratios.command.push(command / empty);
    ratios.ballots.push(ballots / bulk);
  }
  server.send('stop');
  await once(server, 'exit');
  agent.destroy();
  return [
    {
      name: `ballots over HTTP, ${batchSize} a batch, against the store's own appends of ${batchSize}`,
      ratio: median(ratios.ballots),
      target: 0.35,
      figures: { 'ballots/s over HTTP': median(figures.ballots), 'ballots/s of the store': median(figures.bulk) },
    },
    {
      name: `a command over HTTP, ${inFlight} in flight, against the same request that records nothing`,
      ratio: median(ratios.command),
      target: 0.5,
      figures: { 'commands/s': median(figures.command), 'empty requests/s': median(figures.empty) },
    },
  ];
}

type Post = (path: string, body: string) => Promise<void>;

export function poster(url: string, token: string, lines: Agent): Post {
  const { hostname, port } = new URL(url);
  return (path, body) =>
    new Promise((resolve, reject) => {
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        authorization: `Bearer ${token}`,
      };
      const sent = request({ agent: lines, hostname, port, path, method: 'POST', headers }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => (text += chunk));
        answer.on('end', () =>
          answer.statusCode === 201 ? resolve() : reject(new Error(`${path}: ${answer.statusCode} ${text}`)),
        );
      });
      sent.on('error', reject);
      sent.end(body);
    });
}

export async function setUp(post: Post): Promise<void> {
  const send = (path: string, body: unknown) => post(path, JSON.stringify(body));
  const name = { en: 'Bench' };
  await send('/elections', {
    id: 'bench',
    name,
    votingDay: '2026-11-01',
    ruleSet: 'plurality',
    timeZone: 'Asia/Almaty',
  });
  await send('/elections/bench/areas', { code: 'A', level: 'region', parent: null, name });
  await inParallel(16, precincts, (code) =>
    send('/elections/bench/precincts', { code, area: 'A', name: code, votersOnRoll: 700 }),
  );
  await send('/elections/bench/contests', { code: 'C', area: 'A', name, againstAll: true });
  for (const code of ['K1', 'K2', 'K3']) {
    await send('/elections/bench/contests/C/candidates', { code, name: code, nominatedBy: 'self' });
    await send(`/elections/bench/contests/C/candidates/${code}/registration`, {});
  }
  await send('/elections/bench/contests/C/ballot-text', {});
  await inParallel(16, precincts, (precinct) => send('/elections/bench/contests/C/ballot-boxes', { precinct }));
}

/** Bodies are made before the clock starts: what is measured is the server. */
async function ballotsOverHttp(post: Post, round: number): Promise<number> {
  const choices = Array.from({ length: batchSize }, (_, i) => ['K1', 'K2', 'K3', 'against-all'][i % 4]);
  const bodies = Array.from({ length: batches }, (_, i) => ({
    path: `/elections/bench/contests/C/ballot-boxes/${precincts[(round * 40 + i) % 200]!}/ballots`,
    body: JSON.stringify({ batch: randomUUID(), choices }),
  }));
  return rate(batches * batchSize, () => inParallel(8, bodies, ({ path, body }) => post(path, body)));
}

async function bulkOfTheStore(): Promise<number> {
  const { openSqliteStore } =
    await built<typeof import('../../src/event-store/sqlite/store.ts')>('event-store/sqlite/store');
  const folder = mkdtempSync(join(tmpdir(), 'vote-record-bench-'));
  const store = await openSqliteStore(join(folder, 'record.db'));
  const appends = Array.from({ length: batches }, (_, i) => {
    const batch = randomUUID();
    const meta = {
      actor: 'bench',
      role: 'central-commission',
      commandId: randomUUID(),
      correlationId: randomUUID(),
      recordedAt: new Date().toISOString(),
    };
    const events = Array.from({ length: batchSize }, () => ({
      id: randomUUID(),
      type: 'BallotCast',
      data: { choice: 'K1', batch },
      meta,
    }));
    return { stream: streams.ballotBox('bench', 'C', `P${i}`), events };
  });
  const measured = await rate(batches * batchSize, () =>
    inParallel(8, appends, ({ stream, events }) => store.append(stream, 'no-stream', events)),
  );
  await store.close();
  rmSync(folder, { recursive: true });
  return measured;
}

/** Does `work` for each item, so many at a time. */
export async function inParallel<T>(
  lanes: number,
  items: readonly T[],
  work: (item: T) => Promise<unknown>,
): Promise<void> {
  const left = items.values();
  await Promise.all(
    Array.from({ length: lanes }, async () => {
      for (const item of left) await work(item);
    }),
  );
}
