import { unzlibSync } from 'fflate';
import { parseCheckpoint } from './formats/checkpoint.ts';
import type { Leaf } from './formats/leaf.ts';
import { leafHash, provesInclusion } from './formats/merkle.ts';
import { parseNote, signersOf } from './formats/note.ts';
import { type Policy, reachesQuorum } from './formats/policy.ts';
import { parseTlogProof } from './formats/tlog-proof.ts';
import type { VerifierKey } from './formats/verifier-key.ts';
import { RecordReader } from './record-reader.ts';
import { CompactRange } from './formats/compact-range.ts';

/** What a receipt shows. */
export interface ReceiptReport {
  /** The event, as it is recorded. */
  readonly leaf: Leaf;
  /** Events that the checkpoint covers. */
  readonly size: number;
  /** `name+id` of the log's keys that signed the checkpoint. */
  readonly signedBy: readonly string[];
  /** Names, in the policy, of the witnesses that cosigned it. */
  readonly witnessedBy: readonly string[];
  /** What does not hold; nothing, when the receipt is good. */
  readonly faults: readonly string[];
}

/**
 * Checks a receipt by itself: that the event in it is the one that the signed tree has at that place.
 * @throws Malformed for what is no receipt, or has no event in it
 */
export function checkReceipt(text: string, keys: readonly VerifierKey[], policy?: Policy): ReceiptReport {
  const { extra, index, proof, checkpoint } = parseTlogProof(text);
  if (!extra) throw new Error('it proves something, but does not say what: it is a proof, no receipt');
  const bytes = extra[0] === 0x7b ? extra : unzlibSync(extra); // a leaf begins with {, what zlib packed with an x
  const leafText = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  const note = parseNote(checkpoint);
  const { origin, size, root } = parseCheckpoint(note.text);
  const { leaf, fault } = new RecordReader(new CompactRange()).read(leafText);
  if (!leaf) throw new Error(`the event in it is none: ${fault}`);
  const faults: string[] = [];
  if (fault !== undefined) faults.push(`the event is ${fault}`);
  if (leaf.index !== index) faults.push(`the event says position ${leaf.index}, the proof ${index}`);
  if (leaf.log !== origin) faults.push(`the event is of the log ${leaf.log}, the checkpoint of ${origin}`);
  if (!provesInclusion(index, size, leafHash(leafText), proof, root)) {
    faults.push('the proof does not lead from the event to the root that was signed');
  }
  const signers = signersOfLog();
  if (signers.length === 0) faults.push('the checkpoint is signed by no key that was given');
  const witnesses = policy ? witnessesIn(policy) : [];
  if (policy && !reachesQuorum(policy, new Set(witnesses))) faults.push('the quorum of witnesses is missed');
  return { leaf, size, signedBy: signers.map(({ name, id }) => `${name}+${id}`), witnessedBy: witnesses, faults };

  function signersOfLog(): VerifierKey[] {
    try {
      return signersOf(
        note,
        keys.filter(({ name }) => name === origin),
      );
    } catch (error) {
      faults.push((error as Error).message);
      return [];
    }
  }

  function witnessesIn({ witnesses: all }: Policy): string[] {
    try {
      const cosigners = signersOf(
        note,
        all.map(({ key }) => key),
      );
      return all.filter(({ key }) => cosigners.includes(key)).map(({ name }) => name);
    } catch (error) {
      faults.push((error as Error).message);
      return [];
    }
  }
}
