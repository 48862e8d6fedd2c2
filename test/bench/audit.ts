import { execFile } from 'node:child_process';
import { hash, randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { streams } from '../../src/domain/stream.ts';
import type { EventStore, NewEvent, RecordedEvent } from '../../src/event-store/port.ts';
import { built, type Measure, median, rate } from './measure.ts';
import { castBallots, setUpCountry } from './national-record.ts';

const { openSqliteStore } =
  await built<typeof import('../../src/event-store/sqlite/store.ts')>('event-store/sqlite/store');
const { Audit } = await built<typeof import('../../src/audit/audit.ts')>('audit/audit');
const { TreeKeeper } = await built<typeof import('../../src/audit/tree/tree-keeper.ts')>('audit/tree/tree-keeper');
const { MerkleTree } = await built<typeof import('../../src/audit/tree/merkle-tree.ts')>('audit/tree/merkle-tree');
const { TileFiles } = await built<typeof import('../../src/audit/tree/tile-files.ts')>('audit/tree/tile-files');
const { exportRecord } = await built<typeof import('../../src/audit/export/exporter.ts')>('audit/export/exporter');
const { folderTarget } = await built<typeof import('../../src/audit/export/target.ts')>('audit/export/target');
const { LeafWriter } = await built<typeof import('../../src/verifier/formats/leaf.ts')>('verifier/formats/leaf');
const { leafHash } = await built<typeof import('../../src/verifier/formats/merkle.ts')>('verifier/formats/merkle');

const rounds = 5;
const origin = 'bench.example/log';
const run = promisify(execFile);
const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const verifyProcess = fileURLToPath(new URL('./verify-process.ts', import.meta.url));

function startAudit(store: EventStore, folder: string) {
  return Audit.start({
    store,
    origin,
    tiles: join(folder, 'tiles'),
    keys: { data: folder, keyFile: undefined, pem: undefined, stateFile: undefined, production: false },
    every: { events: 10_000, seconds: 30 },
    warn: () => {},
  });
}

/** From recorded events to the tree, against parsing and hashing the same bytes. */
async function hashing(store: EventStore): Promise<Measure> {
  const events: RecordedEvent[] = [];
  for await (const event of store.readAll()) if (events.push(event) === 200_000) break;
  const writer = new LeafWriter(origin);
  const lines = events.map((event) => writer.text(event));
  const ratios: number[] = [];
  const rates: { limit: number; tree: number }[] = [];
  for (let i = 0; i <= rounds; i += 1) {
    let seen = 0;
    const limit = await rate(lines.length, () => {
      for (const line of lines) {
        seen += (JSON.parse(line) as { v: number }).v;
        hash('sha256', line, 'binary');
      }
    });
    const tree = new MerkleTree(new TileFiles(undefined, true));
    const own = new LeafWriter(origin);
    const grown = await rate(events.length, () => {
      for (const event of events) tree.append(leafHash(own.text(event)));
    });
    if (i === 0 || seen !== lines.length) continue; // warms up
    ratios.push(grown / limit);
    rates.push({ limit, tree: grown });
  }
  return {
    name: '(h) events to leaves to tree, against JSON.parse and SHA-256 of the same bytes',
    ratio: median(ratios),
    target: 0.5,
    figures: {
      'leaves/s': median(rates.map(({ tree }) => tree)),
      'limit leaves/s': median(rates.map(({ limit }) => limit)),
    },
  };
}

/** One proof of inclusion, in a tree of 1 M leaves and in one of 10,000: from tiles, at places nobody asked for before. */
async function proofs(keeper: InstanceType<typeof TreeKeeper>): Promise<Measure> {
  const { tree } = keeper;
  const at = (size: number, i: number) => (i * 7_919 * 7_919) % size;
  const perSecond = (size: number) =>
    rate(2_000, () => {
      for (let i = 0; i < 2_000; i += 1) tree.inclusionProof(at(size, i), size);
    });
  await perSecond(10_000);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < rounds; i += 1) {
    small.push(await perSecond(10_000));
    large.push(await perSecond(tree.size));
  }
  const figures = { 'proofs/s at 1 M': median(large), 'proofs/s at 10,000': median(small), leaves: tree.size };
  const ratio = median(small) / median(large);
  return { name: '(h) time of a proof at 1 M leaves, of one at 10,000', ratio, target: 4, unit: 'times', figures };
}

interface Verified {
  readonly size: number;
  readonly good: boolean;
  /** Of processor time. */
  readonly seconds: number;
  readonly mb: number;
}

/** @param what `all` checks; `log`: without replaying it; `limit`: only its lines read */
async function verified(folder: string, what: 'all' | 'log' | 'limit' = 'all'): Promise<Verified> {
  const { stdout } = await run(process.execPath, [verifyProcess, folder, what]);
  return JSON.parse(stdout) as Verified;
}

/** A day of the size of 25.07.2021, exported: each check of it, against reading its lines, JSON.parse and SHA-256. */
async function verification(folder: string): Promise<Measure[]> {
  const out = await exportedDay(folder);
  const found: Record<'limit' | 'log' | 'all', number>[] = [];
  for (let i = 0; i < 3; i += 1) {
    const [limit, log, all] = [await verified(out, 'limit'), await verified(out, 'log'), await verified(out)];
    if (all.size !== limit.size || !all.good) throw new Error(`${all.size} of ${limit.size} events: ${all.good}`);
    const perSecond = ({ size, seconds }: Verified) => size / seconds;
    found.push({ limit: perSecond(limit), log: perSecond(log), all: perSecond(all) });
  }
  const row = (name: string, of: 'log' | 'all'): Measure => ({
    name: `(h) verify of 0.96 M ballots, ${name}, against reading lines, JSON.parse and SHA-256`,
    ratio: median(found.map((each) => each[of] / each.limit)),
    target: 0.35,
    figures: {
      'verified events/s': median(found.map((each) => each[of])),
      'limit events/s': median(found.map(({ limit }) => limit)),
    },
  });
  return [row('as a log (checks 1 to 6)', 'log'), row('replayed (all checks)', 'all')];
}

/** Megabytes that verifying an export holds at most: of three runs the middle one, since single ones differ by a third. */
async function memoryOf(folder: string): Promise<number> {
  const runs: number[] = [];
  for (let i = 0; i < 3; i += 1) runs.push((await verified(folder)).mb);
  return median(runs);
}

async function exportedDay(folder: string): Promise<string> {
  const [pack, out] = [join(folder, 'package'), join(folder, 'day')];
  const env = { ...process.env, VOTE_RECORD_DATA: join(folder, 'day-record') };
  for (const wish of [
    ['simulate', '--scale', 'kz-2021', '--out', pack],
    ['load', pack, '--clerks', 'clerk.1,clerk.2'],
    ['export', 'simulated-kz-2021-1', '--out', out],
  ]) {
    await run(process.execPath, [cli, ...wish], { env, maxBuffer: 2 ** 24 });
  }
  return out;
}

async function exported(store: EventStore, folder: string): Promise<string> {
  const audit = await startAudit(store, folder);
  await audit.checkpoints.current((await store.head())!.position);
  await audit.stop();
  const keeper = new TreeKeeper({ reader: store, origin, folder: join(folder, 'tiles'), writable: false });
  await keeper.readToHead();
  const out = join(folder, `export-${keeper.tree.size}`);
  await exportRecord({
    keeper,
    election: 'national',
    target: folderTarget(out),
    results: async () => ({}),
    progress: () => {},
  });
  await keeper.stop();
  return out;
}

/** Appends as the store's bench has them, with an audit beside them and without, in turns. */
async function appending(folder: string, name: string, clients: number, each: number, size: number): Promise<Measure> {
  const meta = {
    actor: 'official-1',
    role: 'precinct-commission',
    commandId: randomUUID(),
    correlationId: randomUUID(),
    recordedAt: '2021-07-25T16:00:00.000Z',
  };
  const batch = randomUUID();
  const plan = Array.from({ length: clients }, () =>
    Array.from({ length: each }, () =>
      Array.from({ length: size }, (): NewEvent => {
        return { id: randomUUID(), type: 'BallotCast', data: { choice: 'candidate-7', batch }, meta };
      }),
    ),
  );
  const once = async (audited: boolean): Promise<number> => {
    const here = join(folder, randomUUID());
    mkdirSync(here);
    const store = await openSqliteStore(join(here, 'record.db'));
    const audit = audited ? await startAudit(store, here) : undefined;
    const measured = await rate(clients * each * size, () =>
      Promise.all(
        plan.map(async (appends, client) => {
          const stream = streams.ballotBox('bench', 'c1', `p${client}`);
          let revision: number | 'no-stream' = 'no-stream';
          for (const events of appends) revision = (await store.append(stream, revision, events)).revision;
        }),
      ),
    );
    await audit?.stop();
    await store.close();
    rmSync(here, { recursive: true });
    return measured;
  };
  await once(true);
  const pairs: { plain: number; audited: number }[] = [];
  for (let i = 0; i < rounds; i += 1) {
    // In turns, and each first as often as the other.
    const first = await once(i % 2 === 0);
    const second = await once(i % 2 !== 0);
    pairs.push(i % 2 === 0 ? { audited: first, plain: second } : { plain: first, audited: second });
  }
  return {
    name: `(h) ${name}, with an audit against without`,
    ratio: median(pairs.map(({ plain, audited }) => audited / plain)),
    target: 0.9,
    figures: {
      'audited events/s': median(pairs.map(({ audited }) => audited)),
      'plain events/s': median(pairs.map(({ plain }) => plain)),
    },
  };
}

/** What tamper evidence costs: hashing, proofs, verification, and what appends notice of it. */
export async function auditBench(): Promise<Measure[]> {
  const folder = mkdtempSync(join(tmpdir(), 'vote-record-bench-'));
  try {
    const many = await appending(folder, '256 appends in flight', 256, 160, 1);
    const bulk = await appending(folder, '1,000 events an append', 4, 25, 1_000);
    const store = await openSqliteStore(join(folder, 'record.db'));
    await setUpCountry(store);
    await castBallots(store, 0);
    const tree = await hashing(store);
    const out = await exported(store, folder);
    const keeper = new TreeKeeper({ reader: store, origin, folder: join(folder, 'tiles'), writable: false });
    await keeper.readToHead();
    const proof = await proofs(keeper);
    await keeper.stop();
    const one = await memoryOf(out);
    await castBallots(store, 1);
    await castBallots(store, 2);
    const three = await memoryOf(await exported(store, folder));
    await store.close();
    return [
      tree,
      ...(await verification(folder)),
      {
        name: '(h) memory of verify, replayed, at 3 M ballots, of that at 1 M',
        ratio: three / one,
        target: 1.25,
        unit: 'times',
        figures: { '1 M ballots MB': one, '3 M ballots MB': three },
      },
      proof,
      many,
      bulk,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
