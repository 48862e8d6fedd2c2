import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { exportRecord } from '../../src/audit/export/exporter.ts';
import { folderTarget, zipTarget } from '../../src/audit/export/target.ts';
import { logKeys, parseSigningKeys, signNote } from '../../src/audit/signing/signing-key.ts';
import { TreeKeeper } from '../../src/audit/tree/tree-keeper.ts';
import { openExport } from '../../src/cli/verify/open-export.ts';
import { canonical } from '../../src/domain/canonical.ts';
import type { EventStore } from '../../src/event-store/port.ts';
import { allChecks, checksOfElections, type Trusted } from '../../src/verifier/checks/all-checks.ts';
import { exportNames, type Manifest } from '../../src/verifier/export-files.ts';
import { formatCheckpoint } from '../../src/verifier/formats/checkpoint.ts';
import { CompactRange } from '../../src/verifier/formats/compact-range.ts';
import type { Leaf } from '../../src/verifier/formats/leaf.ts';
import { leafHash } from '../../src/verifier/formats/merkle.ts';
import { formatNote } from '../../src/verifier/formats/note.ts';
import { parseVerifierKey, type VerifierKey } from '../../src/verifier/formats/verifier-key.ts';
import { type Report, verify } from '../../src/verifier/verify.ts';
import { auditing, origin, RecordFolder } from '../audit/record.ts';
import { histories, record } from '../support/history.ts';
import type { HonestRecord } from './replay-record.ts';

/** What is exported beside the record itself. */
interface Beside {
  readonly election?: string;
  readonly results?: (position: number) => Promise<unknown>;
}

/** Writes what a record has been signed for so far. */
export async function exportTo(
  folder: RecordFolder,
  store: EventStore,
  path: string,
  { election = 'e1', results = async (position) => ({ position, election, contests: [] }) }: Beside = {},
) {
  const keeper = new TreeKeeper({ reader: store, origin, folder: folder.tiles, writable: false });
  await keeper.readToHead();
  const exported = await exportRecord({
    keeper,
    election,
    target: path.endsWith('.zip') ? zipTarget(path) : folderTarget(path),
    results,
    progress: () => {},
  });
  await keeper.stop();
  return exported;
}

/** Signs for a record that commands have written, and exports it. @returns the keys it is signed by */
export async function exportHonest(
  folder: RecordFolder,
  honest: HonestRecord,
  election: string,
  path: string,
): Promise<VerifierKey[]> {
  const { audit } = await auditing(folder, honest.store);
  await audit.stop();
  await exportTo(folder, honest.store, path, {
    election,
    results: async () => JSON.parse(await honest.results(election)) as unknown,
  });
  return audit.keys.map(parseVerifierKey);
}

/** A record of 800 events and more, signed for at 300 and at its end, and exported; what a forger and an auditor start from. */
export class Original {
  readonly folder = new RecordFolder();
  readonly path = join(this.folder.away, 'export');
  keys: readonly VerifierKey[] = [];
  /** Checkpoints that somebody kept: of 300 events, and the last. */
  kept: readonly [string, string] = ['', ''];

  static async make(): Promise<Original> {
    const original = new Original();
    const { folder } = original;
    const store = await folder.open();
    const [history] = fc.sample(histories, { seed: 7, numRuns: 1 });
    await record(store, history!);
    await folder.ballots(store, 300 - history!.length);
    const { audit } = await auditing(folder, store);
    await audit.checkpoints.current(299);
    const first = audit.log.checkpoint()!.note;
    await folder.ballots(store, 250);
    await folder.act(store);
    await folder.ballots(store, 249, 'b');
    await audit.checkpoints.current(799);
    original.kept = [first, audit.log.checkpoint()!.note];
    original.keys = audit.keys.map(parseVerifierKey);
    await audit.stop();
    await exportTo(folder, store, original.path);
    await store.close();
    return original;
  }

  /** A copy to be spoilt. */
  copy(): Forgery {
    const path = mkdtempSync(join(tmpdir(), 'vote-record-forged-'));
    cpSync(this.path, path, { recursive: true });
    return new Forgery(path, this);
  }

  [Symbol.dispose](): void {
    this.folder[Symbol.dispose]();
  }
}

/** What a forger can do to an export. */
export class Forgery {
  constructor(
    readonly path: string,
    readonly original: Pick<Original, 'folder' | 'keys' | 'kept'>,
  ) {}

  get names(): string[] {
    return readdirSync(this.path).toSorted();
  }

  read(name: string): Buffer {
    return readFileSync(join(this.path, name));
  }

  write(name: string, content: string | Uint8Array): this {
    mkdirSync(this.path, { recursive: true });
    writeFileSync(join(this.path, name), content);
    return this;
  }

  remove(name: string): this {
    rmSync(join(this.path, name));
    return this;
  }

  get lines(): string[] {
    return this.read(exportNames.record).toString().split('\n').slice(0, -1);
  }

  set lines(lines: readonly string[]) {
    this.write(exportNames.record, lines.map((line) => `${line}\n`).join(''));
  }

  /** Changes leaves as a program would that knows the format. */
  leaves(change: (leaves: Leaf[]) => Leaf[]): this {
    this.lines = change(this.lines.map((line) => JSON.parse(line) as Leaf)).map(canonical);
    return this;
  }

  /** Counts indexes and revisions anew. */
  renumbered(): this {
    const revisions = new Map<string, number>();
    return this.leaves((leaves) =>
      leaves.map((leaf, index) => {
        const revision = (revisions.get(leaf.stream) ?? -1) + 1;
        revisions.set(leaf.stream, revision);
        return { ...leaf, index, revision };
      }),
    );
  }

  /** Makes the manifest say what the files are now. */
  listed(): this {
    const manifest = JSON.parse(this.read(exportNames.manifest).toString()) as Manifest;
    const files = Object.fromEntries(
      this.names
        .filter((name) => name !== exportNames.manifest)
        .map((name) => {
          const content = this.read(name);
          return [name, { bytes: content.length, sha256: createHash('sha256').update(content).digest('hex') }];
        }),
    );
    return this.write(exportNames.manifest, JSON.stringify({ ...manifest, size: this.lines.length, files }));
  }

  /** Makes all hashes anew, and signs with the log's own keys, or others; lists as signed before what it is told. */
  resigned(pem = readFileSync(this.original.folder.key, 'utf8'), before = ''): this {
    const range = new CompactRange();
    const hashes = this.lines.map((line) => leafHash(line));
    for (const hash of hashes) range.append(hash);
    this.write(exportNames.leafHashes, Buffer.concat(hashes));
    const text = formatCheckpoint({ origin, size: range.size, root: range.root() });
    const keys = logKeys(parseSigningKeys(pem, 'a forger'), origin);
    this.write(exportNames.checkpoint, formatNote({ text, signatures: keys.map((key) => signNote(text, key, 1)) }));
    return this.write(exportNames.checkpoints, before).listed();
  }

  /**
   * What an auditor finds who knows the log's key, and kept the checkpoint of 300 events, unless they have it otherwise.
   * @param replayed whether elections are held against their rules, too
   */
  async verified(trusted: Partial<Trusted> = {}, replayed = false): Promise<Report> {
    const { checks, told } = allChecks({
      keys: this.original.keys,
      checkpoints: [{ name: 'kept', text: this.original.kept[0] }],
      ...trusted,
    });
    const { files, close } = await openExport(this.path);
    const all = replayed ? [...checks, ...checksOfElections()] : checks;
    const report = await verify(files, all, { told });
    await close();
    return report;
  }

  [Symbol.dispose](): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Numbers of the checks that fail. */
export function failing({ findings }: Report): number[] {
  return findings.filter(({ outcome }) => outcome === 'fails').map(({ number }) => number);
}

/** Where a check says that something is wrong. */
export function places({ findings }: Report, number: number): (number | string | undefined)[] {
  return findings.find((finding) => finding.number === number)!.faults.map(({ index, file }) => index ?? file);
}

/** What a check says in words, faults included. */
export function wordsOf({ findings }: Report, number: number): string {
  const { words, faults } = findings.find((finding) => finding.number === number)!;
  return [words, ...faults.map(({ message }) => message)].join('\n');
}
