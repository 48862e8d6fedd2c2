import { exportNames } from '../export-files.ts';
import { followKeys, type KeysOverTime } from '../formats/rotation.ts';
import type { VerifierKey } from '../formats/verifier-key.ts';

/**
 * The keys of the log over time: from those that are known, through the statements in the export that hand over from
 * them. Statements of before the known key are passed over.
 * @throws Malformed
 */
export function keysOfLog(
  known: readonly VerifierKey[],
  documents: ReadonlyMap<string, string>,
  origin: string,
): KeysOverTime {
  const text = documents.get(exportNames.rotations);
  const statements = text === undefined ? [] : (JSON.parse(text) as string[]);
  let first = 0;
  while (first < statements.length && !follows(known, statements[first]!, origin)) first += 1;
  return followKeys(known, statements.slice(first), origin);
}

function follows(known: readonly VerifierKey[], statement: string, origin: string): boolean {
  try {
    followKeys(known, [statement], origin);
    return true;
  } catch {
    return false;
  }
}
