import { type ExportFiles, exportNames } from './export-files.ts';
import { parseCheckpoint } from './formats/checkpoint.ts';
import { parseNote } from './formats/note.ts';
import { tilePath, tileWidth } from './formats/tile-path.ts';

/** Reads a resource of a log, by its path below the log's own (c2sp.org/tlog-tiles). @throws Error when it cannot */
export type ReadLog = (path: string) => Promise<Uint8Array>;

/** Tiles that are under way at a time. */
const ahead = 4;
const newline = 0x0a;

/** The log as a server shows it to whoever asks now, as if it were an export: its checkpoint, every event, every leaf's hash. */
export async function liveLog(read: ReadLog): Promise<{ files: ExportFiles; checkpoint: string; size: number }> {
  const note = await read('checkpoint');
  const checkpoint = new TextDecoder('utf-8', { fatal: true }).decode(note);
  const { size } = parseCheckpoint(parseNote(checkpoint).text);
  const files: ExportFiles = {
    names: [exportNames.checkpoint, exportNames.record, exportNames.leafHashes],
    async *read(name) {
      if (name === exportNames.checkpoint) yield note;
      else if (name === exportNames.leafHashes) yield* tiles(read, 0, size);
      else for await (const bundle of tiles(read, 'entries', size)) yield linesOf(bundle);
    },
  };
  return { files, checkpoint, size };
}

/** All tiles of a level that a tree of `size` leaves has, in order. */
async function* tiles(read: ReadLog, level: 0 | 'entries', size: number): AsyncGenerator<Uint8Array> {
  const count = Math.ceil(size / tileWidth);
  const asked = (index: number): Promise<Uint8Array> => {
    const tile = read(tilePath({ level, index, width: Math.min(tileWidth, size - index * tileWidth) }));
    tile.catch(() => {}); // told of when its turn comes
    return tile;
  };
  const coming = Array.from({ length: Math.min(ahead, count) }, (_, index) => asked(index));
  for (let next = coming.length; coming.length > 0; next += 1) {
    const tile = await coming.shift()!;
    if (next < count) coming.push(asked(next));
    yield tile;
  }
}

/** Each entry with its length in two bytes before it, as a line. What is cut short stays so, and is found by its hash. */
function linesOf(bundle: Uint8Array): Uint8Array {
  const view = new DataView(bundle.buffer, bundle.byteOffset, bundle.byteLength);
  const lines = new Uint8Array(bundle.length);
  let [at, end] = [0, 0];
  while (at + 2 <= bundle.length) {
    const entry = bundle.subarray(at + 2, at + 2 + view.getUint16(at));
    lines.set(entry, end);
    end += entry.length;
    lines[end] = newline;
    end += 1;
    at += 2 + entry.length;
  }
  return lines.subarray(0, end);
}
