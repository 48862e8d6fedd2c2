import { Inflate } from 'fflate';
import type { ExportFiles } from './export-files.ts';

/** Bytes of a file by their place: a file in Node, a Blob in a browser. */
export interface Bytes {
  readonly size: number;
  slice(start: number, end: number): Promise<Uint8Array>;
}

interface Entry {
  readonly method: number;
  readonly start: number;
  readonly packed: number;
}

const pieceBytes = 1 << 18;
const [endSignature, entrySignature] = [0x06054b50, 0x02014b50];
/** The directory's end, and the longest comment behind it. */
const longestEnd = 22 + 0xffff;

/**
 * A zipped export, read where it lies: nothing is unpacked to disk, and no file longer than the archive holds it.
 * @throws Error for what is no .zip, holds a name twice, or is larger than 4 GiB (ZIP64)
 */
export async function zippedExport(bytes: Bytes): Promise<ExportFiles> {
  const entries = await directoryOf(bytes);
  return {
    names: [...entries.keys()],
    async *read(name) {
      const entry = entries.get(name);
      if (!entry) throw new Error(`the archive has no ${name}`);
      yield* contentOf(bytes, entry);
    },
  };
}

async function directoryOf(bytes: Bytes): Promise<Map<string, Entry>> {
  const tailStart = Math.max(0, bytes.size - longestEnd);
  const tail = viewOf(await bytes.slice(tailStart, bytes.size));
  let end = tail.byteLength - 22;
  while (end >= 0 && tail.getUint32(end, true) !== endSignature) end -= 1;
  if (end < 0) throw new Error('no .zip archive');
  const [count, length, start] = [
    tail.getUint16(end + 10, true),
    tail.getUint32(end + 12, true),
    tail.getUint32(end + 16, true),
  ];
  if (start === 0xffffffff || start + length > bytes.size)
    throw new Error('a .zip archive of more than 4 GiB, or damaged');
  const directory = await bytes.slice(start, start + length);
  const view = viewOf(directory);
  const found: { name: string; method: number; packed: number; header: number }[] = [];
  for (let at = 0, i = 0; i < count; i += 1) {
    if (at + 46 > length || view.getUint32(at, true) !== entrySignature) throw new Error('the directory is damaged');
    const nameLength = view.getUint16(at + 28, true);
    const name = new TextDecoder().decode(directory.subarray(at + 46, at + 46 + nameLength));
    const [method, packed, header] = [
      view.getUint16(at + 10, true),
      view.getUint32(at + 20, true),
      view.getUint32(at + 42, true),
    ];
    if (!name.endsWith('/')) found.push({ name, method, packed, header });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  const folder = commonFolder(found.map(({ name }) => name));
  const entries = new Map<string, Entry>();
  for (const { name, method, packed, header } of found) {
    const own = name.slice(folder.length);
    if (entries.has(own)) throw new Error(`it holds ${own} twice`);
    const local = viewOf(await bytes.slice(header, header + 30));
    const dataStart = header + 30 + local.getUint16(26, true) + local.getUint16(28, true);
    entries.set(own, { method, packed, start: dataStart });
  }
  return entries;
}

/** The one folder that was zipped, with its slash; empty when files lie at the top. */
function commonFolder(names: readonly string[]): string {
  const first = names[0]?.slice(0, names[0].indexOf('/') + 1) ?? '';
  return names.every((name) => name.startsWith(first)) ? first : '';
}

async function* contentOf(bytes: Bytes, { method, start, packed }: Entry): AsyncGenerator<Uint8Array> {
  if (method !== 0 && method !== 8) throw new Error(`packed by a method (${method}) not known here`);
  const out: Uint8Array[] = [];
  const inflate = new Inflate((chunk) => out.push(chunk));
  for (let at = start; at < start + packed; at += pieceBytes) {
    const end = Math.min(at + pieceBytes, start + packed);
    const piece = await bytes.slice(at, end);
    if (method === 0) yield piece;
    else inflate.push(piece, end === start + packed);
    yield* out.splice(0);
  }
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
