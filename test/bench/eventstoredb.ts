import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import {
  type AppendToStreamOptions,
  END,
  EventStoreDBClient,
  type JSONEventData,
  NO_STREAM,
  START,
  streamNameFilter,
} from '@eventstore/db-client';
import { streams } from '../../src/domain/stream.ts';
import type { EventStore, NewEvent } from '../../src/event-store/port.ts';
import { ballots } from '../event-store/ballots.ts';
import { built, type Measure, median, rate } from './measure.ts';

const { openEventStoreDb } = await built<typeof import('../../src/event-store/eventstoredb/store.ts')>(
  'event-store/eventstoredb/store',
);

const rounds = 9;
/** A busy machine is no fault here. */
const unhurried = { call: 30_000, append: 60_000, read: 30_000, open: 60_000 };
const credentials = { username: 'unsent', password: 'unsent' };

/** What every client appends, in order, to a stream of its own. */
interface Client {
  readonly stream: ReturnType<typeof streams.ballotBox>;
  readonly appends: NewEvent[][];
}

function plan(clients: number, appends: number, size: number): Client[] {
  return Array.from({ length: clients }, (_, client) => ({
    stream: streams.ballotBox(randomUUID(), 'c1', `p${client}`),
    appends: Array.from({ length: appends }, () => ballots(...Array.from({ length: size }, () => 'candidate-7'))),
  }));
}

/** The client alone, one call an append, each with a deadline: what the adapter cannot be faster than. */
async function appendRaw(client: EventStoreDBClient, planned: Client[]): Promise<void> {
  await Promise.all(
    planned.map(async ({ stream, appends }) => {
      let expectedRevision: bigint | typeof NO_STREAM = NO_STREAM;
      for (const append of appends) {
        const events = append.map(({ id, type, data, meta: said }): JSONEventData => ({
          id,
          type,
          contentType: 'application/json',
          data: data as JSONEventData['data'],
          metadata: { meta: said, version: 1 },
        }));
        const options: AppendToStreamOptions = {
          expectedRevision,
          credentials,
          deadline: 30_000,
          requiresLeader: true,
        };
        expectedRevision = (await client.appendToStream(stream, events, options)).nextExpectedRevision;
      }
    }),
  );
}

async function appendAll(store: EventStore, planned: Client[]): Promise<void> {
  await Promise.all(
    planned.map(async ({ stream, appends }) => {
      let revision: number | 'no-stream' = 'no-stream';
      for (const events of appends) revision = (await store.append(stream, revision, events)).revision;
    }),
  );
}

/** The same, and one subscription that has what was appended sent back: what every process needs that folds read models. */
async function appendRawAndFollow(client: EventStoreDBClient, planned: Client[], events: number): Promise<void> {
  const filter = streamNameFilter({ prefixes: ['ballotbox-'], checkpointInterval: 1 });
  const subscription = client.subscribeToAll({ fromPosition: END, filter, credentials }, { highWaterMark: 256 });
  await once(subscription, 'confirmation');
  const following = (async () => {
    let seen = 0;
    for await (const _ of subscription) if ((seen += 1) === events) break;
  })();
  await Promise.all([appendRaw(client, planned), following]);
  await subscription.unsubscribe();
}

async function appendBench(url: string, name: string, shape: [number, number, number]): Promise<Measure[]> {
  const events = shape[0] * shape[1] * shape[2];
  const rates: { raw: number; followed: number; adapter: number }[] = [];
  for (let i = 0; i <= rounds; i++) {
    const client = EventStoreDBClient.connectionString(url);
    const raw = await rate(events, () => appendRaw(client, plan(...shape)));
    const followed = await rate(events, () => appendRawAndFollow(client, plan(...shape), events));
    const store = await openEventStoreDb(url, { patience: unhurried });
    const adapter = await rate(events, () => appendAll(store, plan(...shape)));
    await store.close();
    if (i > 0) rates.push({ raw, followed, adapter }); // the first warms up
  }
  const and = rates.map(({ followed: raw, adapter }) => ({ raw, adapter }));
  return [
    measureOf(`(f) EventStoreDB: ${name}, against the client alone`, rates),
    measureOf(`(f) EventStoreDB: ${name}, against the client that is also sent what it appended`, and),
  ];
}

/** What is recorded, read once, and followed by a new subscriber from the first event on. */
async function catchUpBench(url: string): Promise<Measure[]> {
  const raw = EventStoreDBClient.connectionString(url);
  const store = await openEventStoreDb(url, { patience: unhurried });
  await appendAll(store, plan(4, 25, 200));
  const events = 4 * 25 * 200;
  const ahead = { highWaterMark: 256 };
  const reading = await compared(events, {
    raw: () => taken(raw.readAll({ credentials }, ahead), events),
    adapter: () => taken(store.readAll(), events),
  });
  const filter = streamNameFilter({ prefixes: ['ballotbox-'], checkpointInterval: 1 });
  const following = await compared(events, {
    raw: async () => {
      const subscription = raw.subscribeToAll({ fromPosition: START, filter, credentials }, ahead);
      await taken(subscription, events);
      await subscription.unsubscribe();
    },
    adapter: () => taken(store.subscribe(undefined, new AbortController().signal), events),
  });
  await store.close();
  return [
    measureOf('(f) EventStoreDB: reading the whole record, against the client alone', reading),
    measureOf('(f) EventStoreDB: following it from its first event on, against the client alone', following),
  ];
}

/** Rates of one after the other, round by round; the first warms up. */
async function compared(events: number, { raw, adapter }: Record<'raw' | 'adapter', () => Promise<void>>) {
  const rates: { raw: number; adapter: number }[] = [];
  for (let i = 0; i <= rounds; i++) {
    const pair = { raw: await rate(events, raw), adapter: await rate(events, adapter) };
    if (i > 0) rates.push(pair);
  }
  return rates;
}

/** Takes so many events of ballot boxes. */
async function taken(items: AsyncIterable<object>, count: number): Promise<void> {
  let seen = 0;
  for await (const item of items as AsyncIterable<{ stream?: string; event?: { streamId: string } }>) {
    const stream = item.stream ?? item.event?.streamId;
    if (stream?.startsWith('ballotbox-') && (seen += 1) === count) return;
  }
  throw new Error(`${seen} of ${count} events came`);
}

/** Opening a record that a process before has counted, against one that nobody has. */
async function openingBench(url: string): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vote-record-bench-'));
  const opened = async (countFile?: string): Promise<{ seconds: number; events: number }> => {
    const start = performance.now();
    const again = await openEventStoreDb(url, { patience: unhurried, ...(countFile && { countFile }) });
    const seconds = (performance.now() - start) / 1_000;
    const events = Number((await again.head())!.place);
    await again.close();
    return { seconds, events };
  };
  const countFile = join(folder, 'count');
  const store = await openEventStoreDb(url, { patience: unhurried, countFile });
  await appendAll(store, plan(4, 50, 500));
  await store.close();
  const pairs: { counted: number; kept: number; events: number }[] = [];
  for (let i = 0; i < rounds; i++) {
    const [counted, kept] = [await opened(), await opened(countFile)];
    pairs.push({ counted: counted.seconds, kept: kept.seconds, events: kept.events });
  }
  rmSync(folder, { recursive: true });
  const row: Measure = {
    name: '(f) EventStoreDB: opening with a count that was kept, of counting the record',
    ratio: median(pairs.map(({ kept, counted }) => kept / counted)),
    target: 0.1,
    unit: 'times',
    figures: {
      'kept ms': 1_000 * median(pairs.map(({ kept }) => kept)),
      'counted ms': 1_000 * median(pairs.map(({ counted }) => counted)),
      events: pairs[0]!.events,
    },
  };
  return [row];
}

function measureOf(name: string, rates: readonly { raw: number; adapter: number }[]): Measure {
  return {
    name,
    ratio: median(rates.map(({ raw, adapter }) => adapter / raw)),
    target: 0.8,
    figures: {
      'adapter events/s': median(rates.map(({ adapter }) => adapter)),
      'client events/s': median(rates.map(({ raw }) => raw)),
    },
  };
}

/** The adapter against the double, which is a process of its own and stands for no server's speed. */
export async function eventStoreDbBench(): Promise<Measure[]> {
  const script = fileURLToPath(new URL('eventstoredb-double.ts', import.meta.url));
  const measures: Measure[] = [];
  const benches: ((url: string) => Promise<Measure[]>)[] = [
    (url) => appendBench(url, '64 appends of one event in flight', [64, 40, 1]),
    (url) => appendBench(url, '500 events an append, 4 in flight', [4, 8, 500]),
    catchUpBench,
    openingBench,
  ];
  for (const bench of benches) {
    const double = spawn(process.execPath, [script], { stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      const [said] = (await once(double.stdout!, 'data')) as [Buffer];
      measures.push(...(await bench(said.toString().trim())));
    } finally {
      double.kill();
    }
  }
  return measures;
}
