import { type Check, Faults, notChecked, type ReadExport } from '../check.ts';
import { exportNames } from '../export-files.ts';
import { type Checkpoint, parseCheckpoint } from '../formats/checkpoint.ts';
import { CompactRange, type NodeListener } from '../formats/compact-range.ts';
import { hex, sameBytes } from '../formats/encoding.ts';
import { type Hash, leafHash } from '../formats/merkle.ts';
import { parseNote } from '../formats/note.ts';
import { contentOf, Lines } from '../lines.ts';

/** The tree is kept by blocks of so many leaves, so that a change can be found in one. */
const block = 256;
const blockLevel = 8;

/** Hashes over whole blocks, in order. */
class Blocks {
  readonly hashes: Hash[] = [];
  readonly listener: NodeListener = (level, _, hash) => {
    if (level === blockLevel) this.hashes.push(hash);
  };
}

/**
 * (4) The record is the one that the checkpoint is about, to the last bit. Where it is not, the hashes that the export
 * brings along say which event was changed, unless whoever changed it made them anew: then check 6 narrows it down.
 */
export function rootSigned(): Check & { readonly listener: NodeListener } {
  const blocks = new Blocks();
  return {
    number: 4,
    title: 'the root over the record is that of the checkpoint',
    listener: blocks.listener,
    async end(read) {
      const text = read.documents.get(exportNames.checkpoint);
      if (text === undefined) return notChecked('the export has no checkpoint');
      const faults = new Faults();
      let checkpoint: Checkpoint;
      try {
        checkpoint = parseCheckpoint(parseNote(text).text);
      } catch (error) {
        faults.add({ file: exportNames.checkpoint, message: (error as Error).message });
        return faults.finding('');
      }
      const { size, root } = checkpoint;
      if (size === read.size && sameBytes(root, read.root)) return faults.finding(`${size} events, root ${hex(root)}`);
      if (size !== read.size) {
        faults.add({ message: `the checkpoint is of ${size} events, the record has ${read.size}` });
      } else {
        faults.add({ message: `the checkpoint's root is ${hex(root)}, the record's ${hex(read.root)}` });
      }
      const index = await firstDifference(read, checkpoint, blocks.hashes);
      if (index !== undefined) faults.add({ index, message: 'is not the event that was signed for' });
      return faults.finding('');
    },
  };
}

/** The first leaf that has another hash than the export's list says, if the list is the one that was signed for. */
async function firstDifference(
  { files, size }: ReadExport,
  checkpoint: Checkpoint,
  own: readonly Hash[],
): Promise<number | undefined> {
  if (!files.names.includes(exportNames.leafHashes)) return undefined;
  const listed = new Blocks();
  const tree = new CompactRange(listed.listener);
  for await (const hash of hashesIn(files.read(exportNames.leafHashes))) tree.append(hash);
  if (tree.size !== checkpoint.size || !sameBytes(tree.root(), checkpoint.root)) return undefined;
  const different = listed.hashes.findIndex((hash, i) => !own[i] || !sameBytes(hash, own[i]));
  const first = (different < 0 ? listed.hashes.length : different) * block;
  const expected: Hash[] = [];
  let at = 0;
  for await (const hash of hashesIn(files.read(exportNames.leafHashes))) {
    if (at >= first && at < first + block) expected.push(hash);
    at += 1;
  }
  let [line, lines] = [0, new Lines()];
  for await (const piece of files.read(exportNames.record)) {
    for (const each of lines.push(piece)) {
      const hash = line < first ? undefined : leafHash(contentOf(each));
      if (hash && !(expected[line - first] && sameBytes(expected[line - first]!, hash))) return line;
      line += 1;
    }
  }
  return Math.min(size, checkpoint.size);
}

/** Hashes of 32 bytes out of pieces of a file. */
async function* hashesIn(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Hash> {
  let rest = new Uint8Array();
  for await (const piece of pieces) {
    const bytes = new Uint8Array(rest.length + piece.length);
    bytes.set(rest);
    bytes.set(piece, rest.length);
    const whole = bytes.length - (bytes.length % 32);
    for (let at = 0; at < whole; at += 32) yield bytes.subarray(at, at + 32);
    rest = bytes.slice(whole);
  }
}
