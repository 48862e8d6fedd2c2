/** The files of an exported record, wherever they lie: a folder, a .zip, a browser's file input. */
export interface ExportFiles {
  /** Paths within the export, with slashes. */
  readonly names: readonly string[];
  /** The file's bytes, in pieces; each time from its beginning. @throws Error when it cannot be read */
  read(name: string): AsyncIterable<Uint8Array>;
}

/** Files whose names an export gives a meaning. */
export const exportNames = {
  /** A leaf a line, in order. */
  record: 'record.ndjson',
  /** Hashes of the leaves, 32 bytes each: the lowest tiles one after the other. Says nothing new, but where a change is. */
  leafHashes: 'leaf-hashes',
  /** The checkpoint that covers exactly this record. */
  checkpoint: 'checkpoint',
  /** All that were signed before: `{ size, root, note, quorum }` a line. */
  checkpoints: 'checkpoints.ndjson',
  /** Statements by which signing keys took over, in their order: a JSON array of signed notes. */
  rotations: 'rotations.json',
  /** Which witnesses the log has (tlog-policy). */
  policy: 'policy',
  /** What the server published of the election named. */
  results: 'results.json',
  /** Schemas of all events, control relations. */
  catalogue: 'catalogue.json',
  /** SHA-256 of every other file. */
  manifest: 'manifest.json',
} as const;

/** `manifest.json`. */
export interface Manifest {
  readonly v: 1;
  readonly log: string;
  /** Election that `results.json` is about. */
  readonly election: string;
  readonly size: number;
  readonly files: Readonly<Record<string, { readonly bytes: number; readonly sha256: string }>>;
}

/** What is needed before the leaves are read comes first. */
export function inReadingOrder(names: readonly string[]): string[] {
  const rank = (name: string) => [exportNames.record, exportNames.leafHashes].indexOf(name as never);
  return names.toSorted((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
