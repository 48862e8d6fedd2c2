import { createHash } from 'node:crypto';
import { catalogue } from '../../domain/event-catalogue.ts';
import type { CheckpointEvent } from '../../domain/checkpoint/events.ts';
import { controlRelations } from '../../domain/rules/control-relations.ts';
import { streams } from '../../domain/stream.ts';
import { exportNames, type Manifest } from '../../verifier/export-files.ts';
import { hex, utf8 } from '../../verifier/formats/encoding.ts';
import { tileWidth } from '../../verifier/formats/tile-path.ts';
import { Agreements } from '../agreements.ts';
import type { TreeKeeper } from '../tree/tree-keeper.ts';
import { CannotExport, type ExportTarget } from './target.ts';

export interface ExportOptions {
  /** Has read the record to its end. */
  readonly keeper: TreeKeeper;
  readonly election: string;
  readonly target: ExportTarget;
  /** What the server published of the election, as of a position: for `results.json`. */
  readonly results: (position: number) => Promise<unknown>;
  /** Hears of every so many leaves. */
  readonly progress: (leaves: number) => void;
}

export interface Exported {
  readonly size: number;
  /** Hex. */
  readonly root: string;
  /** False when the record is not any more what the checkpoint signed for: the export shows it. */
  readonly consistent: boolean;
}

/** Bytes that are written at a time. */
const chunkBytes = 1 << 18;

/**
 * Writes the record up to its latest checkpoint, with everything that is needed to check it without a server. Streams:
 * memory does not grow with the record.
 * @throws {@link CannotExport} when nothing was signed yet
 */
export async function exportRecord(options: ExportOptions): Promise<Exported> {
  return exportCovered(await coverOf(options.keeper), options);
}

/** What an export covers: the checkpoint it goes up to, with those before it and the statements of the keys. */
export interface Cover {
  readonly latest: Signed;
  readonly signed: readonly Signed[];
  readonly rotations: readonly string[];
  /** Text of the policy that names the witnesses of that checkpoint. */
  readonly policy: string;
}

/**
 * What an export of a record covers now, or covered when the record had so many leaves.
 * @throws {@link CannotExport} when nothing was signed of those
 */
export async function coverOf({ log, tree }: TreeKeeper, leaves = Infinity): Promise<Cover> {
  const all: Signed[] = [];
  const rotations: string[] = [];
  for await (const { type, data } of log.reader.readStream(streams.checkpoint(log.origin))) {
    const event = { type, data } as CheckpointEvent;
    if (event.type === 'CheckpointSigned') all.push(event.data);
    else rotations.push(event.data.statement);
  }
  const latest = all.findLast(({ size }) => size <= Math.min(tree.size, leaves));
  if (!latest) throw new CannotExport('Nothing was signed of this record yet: run the server over it for a while.');
  const agreements = new Agreements(log.reader, log.origin);
  await agreements.takeUp();
  const policy = agreements.policyAt(latest.size);
  return { latest, signed: all.filter(({ size }) => size <= latest.size), rotations, policy };
}

/** The same as {@link exportRecord}, of what is covered. */
export async function exportCovered(
  { latest, signed, rotations, policy }: Cover,
  options: ExportOptions,
): Promise<Exported> {
  const { keeper, election, target, results, progress } = options;
  const { log, tree } = keeper;
  const written: Record<string, { bytes: number; sha256: string }> = {};
  const write = async (name: string, chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>) => {
    written[name] = await writeFile(target, name, chunks);
  };
  await write(exportNames.checkpoint, [utf8(latest.note)]);
  await write(exportNames.checkpoints, lines(signed.map((each) => JSON.stringify(each))));
  await write(exportNames.rotations, [json(rotations)]);
  await write(exportNames.policy, [utf8(policy)]);
  await write(exportNames.catalogue, [json({ events: catalogue(), controlRelations })]);
  await write(exportNames.results, [json(await results(latest.size - 1))]);
  await write(exportNames.record, lines(watched(log.after(undefined, latest.size), progress)));
  await write(exportNames.leafHashes, leafHashes(keeper, latest.size));
  const manifest: Manifest = { v: 1, log: log.origin, election, size: latest.size, files: written };
  await writeFile(target, exportNames.manifest, [json(manifest)]);
  await target.end();
  return { size: latest.size, root: latest.root, consistent: hex(tree.rootAt(latest.size)) === latest.root };
}

type Signed = Extract<CheckpointEvent, { type: 'CheckpointSigned' }>['data'];

async function writeFile(
  target: ExportTarget,
  name: string,
  chunks: AsyncIterable<Uint8Array> | Iterable<Uint8Array>,
): Promise<{ bytes: number; sha256: string }> {
  const file = target.file(name);
  const digest = createHash('sha256');
  let bytes = 0;
  for await (const chunk of chunks) {
    digest.update(chunk);
    bytes += chunk.length;
    await file.write(chunk);
  }
  await file.end();
  return { bytes, sha256: digest.digest('hex') };
}

async function* lines(texts: AsyncIterable<string> | Iterable<string>): AsyncGenerator<Uint8Array> {
  let chunk = '';
  for await (const text of texts) {
    chunk += `${text}\n`;
    if (chunk.length < chunkBytes) continue;
    yield utf8(chunk);
    chunk = '';
  }
  if (chunk !== '') yield utf8(chunk);
}

async function* watched(leaves: AsyncIterable<string>, progress: (leaves: number) => void): AsyncGenerator<string> {
  const step = 1_000;
  let count = 0;
  for await (const leaf of leaves) {
    yield leaf;
    count += 1;
    if (count % step === 0) progress(step);
  }
}

function* leafHashes({ tree }: TreeKeeper, size: number): Generator<Uint8Array> {
  for (let index = 0; index * tileWidth < size; index += 1) {
    yield tree.tile({ level: 0, index, width: Math.min(tileWidth, size - index * tileWidth) })!;
  }
}

function json(value: unknown): Uint8Array {
  return utf8(`${JSON.stringify(value, null, 2)}\n`);
}
