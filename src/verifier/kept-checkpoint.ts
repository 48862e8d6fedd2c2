import { type Checkpoint, parseCheckpoint } from './formats/checkpoint.ts';
import { fromBase64 } from './formats/encoding.ts';
import { Malformed } from './formats/malformed.ts';
import { provesConsistency } from './formats/merkle.ts';
import { parseNote, signersOf } from './formats/note.ts';
import type { VerifierKey } from './formats/verifier-key.ts';
import type { ReadLog } from './live-log.ts';

/**
 * How a log stands to a checkpoint that somebody kept. `rolled back`: it has fewer events now. `forked`: what was signed
 * for then is not what it begins with now. Both are signed by the same keys: that convicts whoever holds them.
 */
export type Continuation = 'continues' | 'rolled back' | 'forked';

export interface Held {
  readonly continuation: Continuation;
  /** Events of the kept checkpoint. */
  readonly kept: number;
  /** Events now. */
  readonly size: number;
  /** The checkpoint that the log shows now. */
  readonly checkpoint: string;
}

/**
 * Holds a log, as a server shows it now, against a checkpoint kept from before: a few hashes are asked for, not the record.
 * @param kept absent: the first checkpoint that is seen
 * @throws Error for a checkpoint that none of the keys signed, and for what cannot be read
 */
export async function heldAgainst(
  read: ReadLog,
  kept: string | undefined,
  keys: readonly VerifierKey[],
): Promise<Held> {
  const checkpoint = new TextDecoder('utf-8', { fatal: true }).decode(await read('checkpoint'));
  const now = signed(checkpoint, keys);
  const before = kept === undefined ? now : signed(kept, keys);
  return { continuation: await continuation(read, before, now), kept: before.size, size: now.size, checkpoint };
}

async function continuation(read: ReadLog, before: Checkpoint, now: Checkpoint): Promise<Continuation> {
  if (now.origin !== before.origin) throw new Malformed(`the kept checkpoint is of another log: ${before.origin}`);
  if (now.size < before.size) return 'rolled back';
  const proof = now.size === before.size ? [] : await proofOf(read, before.size, now.size);
  return provesConsistency(before.size, now.size, before.root, now.root, proof) ? 'continues' : 'forked';
}

async function proofOf(read: ReadLog, from: number, to: number): Promise<Uint8Array[]> {
  const answer = new TextDecoder().decode(await read(`consistency?from=${from}&to=${to}`));
  const { proof } = JSON.parse(answer) as { proof: string[] };
  return proof.map((hash) => fromBase64(hash) ?? new Uint8Array());
}

function signed(text: string, keys: readonly VerifierKey[]): Checkpoint {
  const note = parseNote(text);
  const checkpoint = parseCheckpoint(note.text);
  const own = keys.filter(({ name }) => name === checkpoint.origin);
  if (signersOf(note, own).length > 0) return checkpoint;
  const by = note.signatures.map(({ name, id }) => `${name}+${id}`).join(', ');
  throw new Malformed(`a checkpoint is signed by ${by}, and by no key that was given`);
}
