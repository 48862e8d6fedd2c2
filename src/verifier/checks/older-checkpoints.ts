import { type Check, Faults, notChecked } from '../check.ts';
import { exportNames } from '../export-files.ts';
import { type Checkpoint, parseCheckpoint } from '../formats/checkpoint.ts';
import { hex, sameBytes } from '../formats/encoding.ts';
import { emptyRoot, type Hash } from '../formats/merkle.ts';
import { parseNote, signersOf } from '../formats/note.ts';
import type { VerifierKey } from '../formats/verifier-key.ts';
import { keysOfLog } from './keys-of-log.ts';

/** A checkpoint of before, and where it comes from. */
interface Older extends Checkpoint {
  readonly from: string;
  readonly note: string;
}

/**
 * (6) The record still begins as it did whenever it was signed for: with each checkpoint that somebody kept (`--checkpoint`),
 * and each that the export itself lists. Who changes the past must find every copy of these.
 */
export function olderCheckpoints(
  known: readonly VerifierKey[],
  kept: readonly { readonly name: string; readonly text: string }[],
): Check {
  const faults = new Faults();
  const older: Older[] = [];
  const wanted = new Set<number>();
  const roots = new Map<number, Hash>([[0, emptyRoot]]);
  const take = (from: string, note: string) => {
    try {
      const checkpoint = parseCheckpoint(parseNote(note).text);
      older.push({ ...checkpoint, from, note });
      wanted.add(checkpoint.size);
    } catch (error) {
      faults.add({ file: from, message: (error as Error).message });
    }
  };
  return {
    number: 6,
    title: 'the record continues every checkpoint that was kept',
    begin(documents) {
      for (const { name, text } of kept) take(name, text);
      for (const [i, line] of (documents.get(exportNames.checkpoints) ?? '').split('\n').entries()) {
        if (line === '') continue;
        const from = `${exportNames.checkpoints}, line ${i + 1}`;
        try {
          take(from, (JSON.parse(line) as { note: string }).note);
        } catch (error) {
          faults.add({ file: from, message: (error as Error).message });
        }
      }
    },
    leaf(leaf) {
      if (wanted.has(leaf.line + 1)) roots.set(leaf.line + 1, leaf.rootHere());
    },
    end({ documents, size }) {
      if (older.length === 0 && faults.count === 0) return notChecked('no older checkpoint is at hand (--checkpoint)');
      let holding = 0;
      const sorted = older.toSorted((a, b) => a.size - b.size);
      for (const checkpoint of sorted) {
        const fault =
          signatureFault(checkpoint, known, documents) ??
          (checkpoint.size > size
            ? `is of ${checkpoint.size} events: the record has only ${size}, its tail is missing`
            : undefined) ??
          (sameBytes(roots.get(checkpoint.size)!, checkpoint.root)
            ? undefined
            : `is of other events: something between ${holding} and ${checkpoint.size} was changed since ` +
              `(its root is ${hex(checkpoint.root)}, the record's was ${hex(roots.get(checkpoint.size)!)})`);
        if (fault === undefined) holding = Math.max(holding, checkpoint.size);
        else faults.add({ file: checkpoint.from, message: fault });
      }
      return faults.finding(`${older.length} checkpoints, ${kept.length} of them kept elsewhere`);
    },
  };
}

/** A checkpoint that nobody signed convicts nobody. */
function signatureFault(
  { note, origin }: Older,
  known: readonly VerifierKey[],
  documents: ReadonlyMap<string, string>,
): string | undefined {
  if (known.length === 0) return undefined;
  try {
    const { ever } = keysOfLog(known, documents, origin);
    // A key that is not known any more may have signed it before the one that is: that convicts nobody either.
    const signers = signersOf(parseNote(note), ever);
    return signers.length > 0 ? undefined : 'is signed by no key that was given';
  } catch (error) {
    return (error as Error).message;
  }
}
