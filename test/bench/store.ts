import { randomUUID } from 'node:crypto';
import {
  closeSync,
  fdatasyncSync,
  mkdtempSync,
  openSync,
  createReadStream,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { createInterface } from 'node:readline';
import { streams } from '../../src/domain/stream.ts';
import type { EventStore, NewEvent } from '../../src/event-store/port.ts';
import { built, type Measure, median, rate } from './measure.ts';

const { openSqliteStore } =
  await built<typeof import('../../src/event-store/sqlite/store.ts')>('event-store/sqlite/store');

/** An append of the benchmark, and the lines that say the same. */
interface Work {
  readonly events: NewEvent[];
  readonly text: string;
}

const rounds = 5;
const streamOf = (client: number) => streams.ballotBox('bench', 'c1', `p${client}`);

/** Ballots as the record really gets them: one meta an append, random ids; about 400 bytes a line. */
function work(client: number, revision: number, size: number): Work {
  const batch = randomUUID();
  const meta = {
    actor: `official-${client}`,
    role: 'precinct-commission',
    commandId: randomUUID(),
    correlationId: randomUUID(),
    recordedAt: new Date().toISOString(),
  };
  const events = Array.from({ length: size }, () => ({
    id: randomUUID(),
    type: 'BallotCast',
    data: { choice: 'candidate-7', batch },
    meta,
  }));
  const text = events
    .map(
      (event, i) => `${JSON.stringify({ stream: streamOf(client), revision: revision + i, version: 1, ...event })}\n`,
    )
    .join('');
  return { events, text };
}

/** What every client appends, in order. */
function plan(clients: number, each: number, size: number): Work[][] {
  return Array.from({ length: clients }, (_, client) =>
    Array.from({ length: each }, (_append, i) => work(client, i * size, size)),
  );
}

/** The bare disk: everything that waits goes out with one write and one fdatasync. */
function bareFile(path: string) {
  const file = openSync(path, 'a');
  let waiting: { text: string; resolve: () => void }[] = [];
  const flush = () => {
    const group = waiting;
    waiting = [];
    writeSync(file, group.map(({ text }) => text).join(''));
    fdatasyncSync(file);
    for (const { resolve } of group) resolve();
  };
  return {
    append: (text: string) =>
      new Promise<void>((resolve) => {
        waiting.push({ text, resolve });
        if (waiting.length === 1) setImmediate(flush);
      }),
    close: () => closeSync(file),
  };
}

async function bare(folder: string, clients: Work[][]): Promise<number> {
  const file = bareFile(join(folder, `${randomUUID()}.ndjson`));
  const events = clients.flat().reduce((sum, each) => sum + each.events.length, 0);
  const measured = await rate(events, () =>
    Promise.all(
      clients.map(async (planned) => {
        for (const { text } of planned) await file.append(text);
      }),
    ),
  );
  file.close();
  return measured;
}

async function appendAll(store: EventStore, clients: Work[][]): Promise<void> {
  await Promise.all(
    clients.map(async (planned, client) => {
      let revision: number | 'no-stream' = 'no-stream';
      for (const { events } of planned) revision = (await store.append(streamOf(client), revision, events)).revision;
    }),
  );
}

interface Round {
  readonly raw: number;
  readonly store: number;
  readonly p99: number;
}

async function round(folder: string, clients: Work[][]): Promise<Round> {
  const raw = await bare(folder, clients);
  const store = await openSqliteStore(join(folder, `${randomUUID()}.db`));
  const events = clients.flat().reduce((sum, each) => sum + each.events.length, 0);
  const delay = monitorEventLoopDelay({ resolution: 1 });
  delay.enable();
  const measured = await rate(events, () => appendAll(store, clients));
  delay.disable();
  await store.close();
  return { raw, store: measured, p99: delay.percentile(99) / 1e6 };
}

async function appends(
  folder: string,
  name: string,
  shape: [clients: number, appends: number, size: number],
  target?: number,
): Promise<{ measure: Measure; rounds: Round[] }> {
  const measured: Round[] = [];
  await round(folder, plan(...shape)); // warms up, and does not count
  for (let i = 0; i < rounds; i++) measured.push(await round(folder, plan(...shape)));
  const measure = {
    name: `(a) ${name}, against bare write + fdatasync`,
    ratio: median(measured.map(({ raw, store }) => store / raw)),
    ...(target === undefined ? {} : { target }),
    figures: {
      'store events/s': median(measured.map(({ store }) => store)),
      'bare events/s': median(measured.map(({ raw }) => raw)),
    },
  };
  return { measure, rounds: measured };
}

async function scan(folder: string): Promise<Measure> {
  const clients = plan(20, 10, 500);
  const count = 100_000;
  const store = await openSqliteStore(join(folder, 'scan.db'));
  await appendAll(store, clients);
  const lines = join(folder, 'scan.ndjson');
  writeFileSync(
    lines,
    clients
      .flat()
      .map(({ text }) => text)
      .join(''),
  );
  const ratios: number[] = [];
  const rates: { store: number; file: number }[] = [];
  for (let i = 0; i <= rounds; i++) {
    let [seen, read] = [0, 0];
    const file = await rate(count, async () => {
      for await (const line of createInterface(createReadStream(lines))) if (JSON.parse(line).type) read += 1;
    });
    const scanned = await rate(count, async () => {
      for await (const event of store.readAll()) if (event.type) seen += 1;
    });
    if (seen !== count || read !== count) throw new Error(`scanned ${seen} events and ${read} lines of ${count}`);
    if (i === 0) continue; // warms up
    ratios.push(scanned / file);
    rates.push({ store: scanned, file });
  }
  await store.close();
  return {
    name: '(d) scan of the store, against reading a file of the same lines and JSON.parse',
    ratio: median(ratios),
    target: 0.7,
    figures: {
      'store events/s': median(rates.map((each) => each.store)),
      'file events/s': median(rates.map((each) => each.file)),
    },
  };
}

/** The store alone: appends at four shapes, the event loop meanwhile, and a scan. */
export async function storeBench(): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vote-record-bench-'));
  try {
    const one = await appends(folder, 'one append in flight', [1, 1_000, 1]);
    const some = await appends(folder, '16 appends in flight', [16, 500, 1]);
    const many = await appends(folder, '256 appends in flight', [256, 160, 1], 0.25);
    const bulk = await appends(folder, '1,000 events an append', [4, 25, 1_000], 0.6);
    const loop: Measure = {
      name: '(a) event loop delay at 256 appends in flight, 99th percentile',
      ratio: median(many.rounds.map(({ p99 }) => p99)),
      target: 10,
      unit: 'ms',
      figures: { 'worst round ms': Math.max(...many.rounds.map(({ p99 }) => p99)) },
    };
    return [one.measure, some.measure, many.measure, bulk.measure, loop, await scan(folder)];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
