import { type Check, Faults, notChecked } from '../check.ts';
import { exportNames } from '../export-files.ts';
import { type Checkpoint, parseCheckpoint } from '../formats/checkpoint.ts';
import { hex, sameBytes } from '../formats/encoding.ts';
import { emptyRoot, type Hash } from '../formats/merkle.ts';
import { parseNote, signersOf } from '../formats/note.ts';
import type { VerifierKey } from '../formats/verifier-key.ts';
import { keysOfLog } from './keys-of-log.ts';
import { NamedCheckpoints } from './named-checkpoints.ts';

/** A checkpoint of before, and where it comes from. */
interface Older extends Checkpoint {
  readonly from: string;
  readonly note: string;
  /** Whether the auditor brought it along: then it must be the log's. */
  readonly isKept: boolean;
}

/**
 * (6) The record still begins as it did whenever it was signed for: with each checkpoint that somebody kept (`--checkpoint`),
 * each that the export itself lists, and each that a result names. Who changes the past must find every copy of these.
 */
export function olderCheckpoints(
  known: readonly VerifierKey[],
  kept: readonly { readonly name: string; readonly text: string }[],
): Check {
  const faults = new Faults();
  const older: Older[] = [];
  const named = new NamedCheckpoints();
  const wanted = new Set<number>();
  const roots = new Map<number, Hash>([[0, emptyRoot]]);
  const take = (from: string, note: string, isKept: boolean) => {
    try {
      const checkpoint = parseCheckpoint(parseNote(note).text);
      older.push({ ...checkpoint, from, note, isKept });
      wanted.add(checkpoint.size);
    } catch (error) {
      faults.add({ file: from, message: (error as Error).message });
    }
  };
  return {
    number: 6,
    title: 'the record continues every checkpoint that was kept',
    begin(documents) {
      for (const { name, text } of kept) take(name, text, true);
      for (const [i, line] of (documents.get(exportNames.checkpoints) ?? '').split('\n').entries()) {
        if (line === '') continue;
        const from = `${exportNames.checkpoints}, line ${i + 1}`;
        try {
          take(from, (JSON.parse(line) as { note: string }).note, false);
        } catch (error) {
          faults.add({ file: from, message: (error as Error).message });
        }
      }
    },
    leaf(leaf) {
      if (wanted.has(leaf.line + 1)) roots.set(leaf.line + 1, leaf.rootHere());
      named.take(leaf);
    },
    async end(read) {
      const { documents, size } = read;
      for (const fault of await named.faults(read, roots, listed(documents, older))) faults.add(fault);
      if (older.length === 0 && named.count === 0 && faults.count === 0)
        return notChecked('no older checkpoint is at hand (--checkpoint)');
      let [holding, passedOver] = [0, 0];
      for (const checkpoint of older.toSorted((a, b) => a.size - b.size)) {
        const signed = signatureOf(checkpoint, known, documents);
        if (signed === 'by nobody known' && !checkpoint.isKept) {
          passedOver += 1;
          continue;
        }
        const fault =
          signed === 'well' ? faultOf(checkpoint, size, roots.get(checkpoint.size), holding) : `is signed ${signed}`;
        if (fault === undefined) holding = Math.max(holding, checkpoint.size);
        else faults.add({ file: checkpoint.from, message: fault });
      }
      const others = passedOver > 0 ? `; ${passedOver} more are signed by keys that were not given` : '';
      const byResults = named.count > 0 ? `; ${named.count} named by results` : '';
      const counted = `${older.length - passedOver} checkpoints, ${kept.length} of them kept elsewhere`;
      return faults.finding(`${counted}${byResults}${others}`);
    },
  };
}

/** Size and root of each checkpoint that the export lists, whoever signed it. */
function listed(documents: ReadonlyMap<string, string>, older: readonly Older[]): ReadonlySet<string> | undefined {
  if (!documents.has(exportNames.checkpoints)) return undefined;
  return new Set(older.filter(({ isKept }) => !isKept).map(({ size, root }) => `${size} ${hex(root)}`));
}

function faultOf(checkpoint: Checkpoint, size: number, root: Hash | undefined, holding: number): string | undefined {
  if (!root) return `is of ${checkpoint.size} events: the record has only ${size}, its tail is missing`;
  if (sameBytes(root, checkpoint.root)) return undefined;
  return (
    `is of other events: something between ${holding} and ${checkpoint.size} was changed ` +
    `(its root is ${hex(checkpoint.root)}, the record's was ${hex(root)})`
  );
}

/** A checkpoint that nobody known signed convicts nobody: with no key at all, none is asked for. */
function signatureOf(
  { note, origin }: Older,
  known: readonly VerifierKey[],
  documents: ReadonlyMap<string, string>,
): string {
  if (known.length === 0) return 'well';
  try {
    const { ever } = keysOfLog(known, documents, origin);
    return signersOf(parseNote(note), ever).length > 0 ? 'well' : 'by nobody known';
  } catch (error) {
    return `so that ${(error as Error).message}`;
  }
}
