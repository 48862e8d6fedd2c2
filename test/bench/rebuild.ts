import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { EventStore } from '../../src/event-store/port.ts';
import { built, type Measure, median, rate } from './measure.ts';
import { castBallots, setUpCountry } from './national-record.ts';

const { openSqliteStore } =
  await built<typeof import('../../src/event-store/sqlite/store.ts')>('event-store/sqlite/store');
const { Projector } = await built<typeof import('../../src/projections/projector.ts')>('projections/projector');
const { allProjections } =
  await built<typeof import('../../src/projections/read-models.ts')>('projections/read-models');
const { openSnapshots } = await built<typeof import('../../src/projections/snapshots/sqlite-snapshots.ts')>(
  'projections/snapshots/sqlite-snapshots',
);

const rounds = 3;
const run = promisify(execFile);
const rebuildProcess = fileURLToPath(new URL('./rebuild-process.ts', import.meta.url));

/** From no snapshot to the head, snapshots on the way and at the end included, as a first start does it. */
async function rebuild(store: EventStore, snapshotFile: string): Promise<void> {
  const snapshots = openSnapshots(snapshotFile);
  const projector = new Projector(store, allProjections, snapshots);
  await projector.start();
  await projector.whenProcessed((await store.head())!.position);
  await projector.stop();
  snapshots.close();
  rmSync(snapshotFile);
}

async function againstScan(store: EventStore, folder: string): Promise<Measure> {
  const events = (await store.head())!.position + 1;
  const measured: { scan: number; rebuild: number }[] = [];
  for (let i = 0; i < rounds; i += 1) {
    let seen = 0;
    const scan = await rate(events, async () => {
      for await (const event of store.readAll()) if (event.type) seen += 1;
    });
    if (seen !== events) throw new Error(`scanned ${seen} events of ${events}`);
    measured.push({ scan, rebuild: await rate(events, () => rebuild(store, join(folder, `snapshots-${i}.db`))) });
  }
  return {
    name: '(d) rebuild of all read models, against a scan of the store',
    ratio: median(measured.map((each) => each.rebuild / each.scan)),
    target: 0.5,
    figures: {
      'rebuild events/s': median(measured.map((each) => each.rebuild)),
      'scan events/s': median(measured.map((each) => each.scan)),
      events,
    },
  };
}

/** The most memory that a process of its own holds while it rebuilds the record, in MB. */
async function memory(folder: string, ballots: number): Promise<number> {
  const snapshotFile = join(folder, `snapshots-${ballots}.db`);
  const { stdout } = await run(process.execPath, [rebuildProcess, join(folder, 'record.db'), snapshotFile]);
  return Number(stdout);
}

/** The read models: how fast they are rebuilt, and in how much memory. */
export async function rebuildBench(): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vote-record-bench-'));
  try {
    const store = await openSqliteStore(join(folder, 'record.db'));
    await setUpCountry(store);
    await castBallots(store, 0);
    const speed = await againstScan(store, folder);
    const one = await memory(folder, 1_000_000);
    await castBallots(store, 1);
    await castBallots(store, 2);
    const three = await memory(folder, 3_000_000);
    await store.close();
    const figures = { '1 M ballots MB': one, '3 M ballots MB': three };
    return [
      speed,
      { name: '(e) most memory while 3 M ballots are rebuilt', ratio: three, target: 600, unit: 'MB', figures },
      { name: '(e) memory at 3 M ballots, of that at 1 M', ratio: three / one, target: 1.25, unit: 'times', figures },
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
