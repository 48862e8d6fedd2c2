import type { Check, Finding, ReadExport } from './check.ts';
import { type ExportFiles, exportNames, inReadingOrder } from './export-files.ts';
import { CompactRange, type NodeListener } from './formats/compact-range.ts';
import { hex } from './formats/encoding.ts';
import { Lines } from './lines.ts';
import { hasher } from './primitives.ts';
import { RecordReader } from './record-reader.ts';

/** What the verifier says of an export. */
export interface Report {
  /** True when nothing failed; what was not checked does not make it false, and is listed. */
  readonly good: boolean;
  readonly size: number;
  /** Root over the record as it was read, hex. */
  readonly root: string;
  readonly findings: readonly Finding[];
}

/** Longest document that is kept as a text, in bytes. */
const longestDocument = 256 * 1024 * 1024;

/**
 * Checks an exported record in one pass: every file is read once, the record streams by, and every check sees every leaf.
 * Stops at nothing it finds.
 * @param told hears of nodes of the tree as they are complete
 * @param progress hears of bytes read
 * @throws Error only when a file cannot be read at all
 */
export async function verify(
  files: ExportFiles,
  checks: readonly Check[],
  { told, progress = () => {} }: { readonly told?: NodeListener; readonly progress?: (bytes: number) => void } = {},
): Promise<Report> {
  const documents = new Map<string, string>();
  const digests = new Map<string, { bytes: number; sha256: string }>();
  const tree = new CompactRange(told);
  const reader = new RecordReader(tree);
  const listeners = checks.filter((check) => check.leaf !== undefined);
  let begun = false;
  const begin = () => {
    if (!begun) for (const check of checks) check.begin?.(documents);
    begun = true;
  };
  for (const name of inReadingOrder(files.names)) {
    const isRecord = name === exportNames.record;
    if (isRecord) begin();
    const take = isRecord
      ? leavesInto(reader, listeners)
      : name === exportNames.leafHashes
        ? nothing
        : textInto(documents, name);
    const digest = hasher();
    let bytes = 0;
    for await (const piece of files.read(name)) {
      digest.update(piece);
      bytes += piece.length;
      take.piece(piece);
      progress(piece.length);
    }
    take.end();
    digests.set(name, { bytes, sha256: hex(digest.digest()) });
  }
  begin();
  const read: ReadExport = { files, documents, digests, size: tree.size, root: tree.root() };
  const findings: Finding[] = [];
  for (const check of checks) findings.push({ number: check.number, title: check.title, ...(await check.end(read)) });
  const good = findings.every(({ outcome }) => outcome !== 'fails');
  return { good, size: read.size, root: hex(read.root), findings };
}

interface Taking {
  piece(bytes: Uint8Array): void;
  end(): void;
}

const nothing: Taking = { piece() {}, end() {} };

function leavesInto(reader: RecordReader, listeners: readonly Check[]): Taking {
  const lines = new Lines();
  return {
    piece(bytes) {
      for (const line of lines.push(bytes)) {
        const leaf = reader.read(line);
        for (const check of listeners) check.leaf!(leaf);
      }
    },
    end() {
      const line = lines.end();
      if (!line) return;
      const leaf = reader.read(line);
      for (const check of listeners) check.leaf!(leaf);
    },
  };
}

function textInto(documents: Map<string, string>, name: string): Taking {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let text = '';
  let length = 0;
  return {
    piece(bytes) {
      length += bytes.length;
      if (length <= longestDocument) text += decoder.decode(bytes, { stream: true });
    },
    end() {
      if (length <= longestDocument) documents.set(name, text + decoder.decode());
    },
  };
}
