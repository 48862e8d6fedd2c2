import { allChecks, checksOfElections } from './checks/all-checks.ts';
import { type ExportFiles, exportNames } from './export-files.ts';
import { parseCheckpoint } from './formats/checkpoint.ts';
import { parseNote } from './formats/note.ts';
import { parsePolicy } from './formats/policy.ts';
import { parseVerifierKey } from './formats/verifier-key.ts';
import { type Held, heldAgainst } from './kept-checkpoint.ts';
import { liveLog, type ReadLog } from './live-log.ts';
import { notProved } from './not-proved.ts';
import { checkReceipt, type ReceiptReport } from './receipt.ts';
import { type Report, verify } from './verify.ts';
import { zippedExport } from './zip-export.ts';

export type { Fault, Finding, Outcome } from './check.ts';
export type { Continuation, Held } from './kept-checkpoint.ts';
export type { Leaf } from './formats/leaf.ts';
export type { ReadLog, ReceiptReport, Report };

/** What somebody who checks brings along, as texts: whatever comes from the server that is checked proves less. */
export interface Brought {
  /** Published keys of the log, one a line, as `GET /log/keys` gives them. */
  readonly keys: string;
  /** A tlog-policy; absent: what the export says of itself. */
  readonly policy?: string;
  /** Checkpoints kept from before; `name` is what to call each in the report. */
  readonly checkpoints?: readonly { readonly name: string; readonly text: string }[];
}

/** A file as a folder input gives it: its path begins with the folder's name. */
export type FolderFile = File & { readonly webkitRelativePath?: string };

/**
 * Checks an export (a .zip, or the files of a folder) in a browser: the same checks as `vote-record verify`, in one
 * pass, by plain JavaScript. Takes a thread for minutes when the record is long: it belongs into a worker.
 * @param progress hears of bytes read, and of how many there are
 * @throws Error for keys or a policy that cannot be read, and for what is no .zip
 */
export async function verifyExport(
  files: Blob | readonly FolderFile[],
  { keys, policy, checkpoints = [] }: Brought,
  progress: (read: number, of: number) => void = () => {},
): Promise<Report & { readonly notProved: readonly string[] }> {
  const { checks, told } = allChecks({
    keys: keysIn(keys),
    policy: policy === undefined ? undefined : parsePolicy(policy),
    checkpoints,
  });
  const all = files instanceof Blob ? files.size : files.reduce((bytes, { size }) => bytes + size, 0);
  let bytes = 0;
  const read = async (blob: Blob) => {
    const piece = new Uint8Array(await blob.arrayBuffer());
    bytes += piece.length;
    progress(Math.min(bytes, all), all);
    return piece;
  };
  const opened = files instanceof Blob ? await zipped(files, read) : folder(files, read);
  return { ...(await verify(opened, [...checks, ...checksOfElections()], { told })), notProved };
}

/** Events that a checkpoint is of, as it says itself. @throws Error for what is none */
export function sizeOfCheckpoint(text: string): number {
  return parseCheckpoint(parseNote(text).text).size;
}

/** The same of the checkpoint in a zipped export; `undefined` where there is none. @throws Error for what is no .zip */
export async function sizeOfExport(archive: Blob): Promise<number | undefined> {
  const { names, read } = await zipped(archive, async (blob) => new Uint8Array(await blob.arrayBuffer()));
  if (!names.includes(exportNames.checkpoint)) return undefined;
  let text = '';
  for await (const piece of read(exportNames.checkpoint)) text += new TextDecoder().decode(piece);
  try {
    return sizeOfCheckpoint(text);
  } catch {
    return undefined;
  }
}

/**
 * Checks the log that a server shows now: what `verifyExport` does, but for the files that only an export has.
 * @param progress hears of events read, and of how many there are
 * @returns also the checkpoint that the log was held against: worth keeping
 */
export async function verifyLog(
  read: ReadLog,
  { keys, policy, checkpoints = [] }: Brought,
  progress: (read: number, of: number) => void = () => {},
): Promise<Report & { readonly notProved: readonly string[]; readonly checkpoint: string }> {
  const { checks, told } = allChecks({
    keys: keysIn(keys),
    policy: policy === undefined ? undefined : parsePolicy(policy),
    checkpoints,
  });
  const { files, checkpoint, size } = await liveLog(read);
  const report = await verify(files, [...checks, ...checksOfElections()], {
    told(level, index, hash) {
      told(level, index, hash);
      if (level === 0) progress(index + 1, size);
    },
  });
  return { ...report, notProved, checkpoint };
}

/** Holds the log that a server shows now against a checkpoint kept from before. @throws Error, see {@link heldAgainst} */
export function verifyContinues(read: ReadLog, kept: string | undefined, { keys }: Brought): Promise<Held> {
  return heldAgainst(read, kept, keysIn(keys));
}

/** Checks a receipt, as `GET /log/receipt` gives it. @throws Error for what is none, and for keys that cannot be read */
export function verifyReceipt(text: string, { keys, policy }: Brought): ReceiptReport {
  return checkReceipt(text, keysIn(keys), policy === undefined ? undefined : parsePolicy(policy));
}

type Read = (blob: Blob) => Promise<Uint8Array>;

const pieceBytes = 1 << 18;

function zipped(archive: Blob, read: Read): Promise<ExportFiles> {
  return zippedExport({ size: archive.size, slice: (start, end) => read(archive.slice(start, end)) });
}

function folder(files: readonly FolderFile[], read: Read): ExportFiles {
  const nameOf = ({ name, webkitRelativePath: path = '' }: FolderFile) => path.replace(/^[^/]*\//, '') || name;
  const byName = new Map(files.map((file) => [nameOf(file), file]));
  return {
    names: [...byName.keys()],
    async *read(name) {
      const file = byName.get(name);
      if (!file) throw new Error(`the folder has no ${name}`);
      for (let at = 0; at < file.size; at += pieceBytes) yield read(file.slice(at, at + pieceBytes));
    },
  };
}

function keysIn(text: string) {
  return text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [parseVerifierKey(line.trim())]));
}
