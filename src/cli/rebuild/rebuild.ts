import { Fold } from '../../projections/fold.ts';
import { allProjections } from '../../projections/read-models.ts';
import type { OpenRecord } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';

/** Digests by election and read model. */
type Digests = Record<string, Record<string, string>>;

/** Events between two looks at the progress. */
const step = 10_000;

/**
 * Forgets the snapshots, folds the whole record again, and says whether that gives what the last snapshot held.
 * @returns false when it does not: the snapshot, or the code that made it, was wrong
 */
export async function rebuild({ reader, snapshots }: OpenRecord, terminal: Terminal, json: boolean): Promise<boolean> {
  const kept = await snapshots.latest(allProjections, reader);
  const before = kept && { position: kept.position, digests: JSON.stringify(digestsOf(kept)) };
  snapshots.clear();
  const head = (await reader.head())?.position ?? -1;
  const progress = terminal.progress('rebuild', head + 1);
  const fold = new Fold(allProjections);
  let same: boolean | null = null;
  for await (const event of reader.readAll()) {
    fold.apply(event);
    if (fold.position === before?.position) same = JSON.stringify(digestsOf(fold)) === before.digests;
    if (fold.position % step === step - 1) progress.advance(step);
  }
  progress.end(`${fold.position + 1} events`);
  if (fold.mark) await snapshots.save(fold);
  const digests = digestsOf(fold);
  const comparedAt = before?.position ?? null;
  if (json) await terminal.print(JSON.stringify({ position: fold.position, digests, comparedAt, same }, null, 2));
  else await terminal.print([...inWords(fold.position, digests), verdict(same, comparedAt)].join('\n'));
  if (snapshots.failure) terminal.say(`The new snapshot could not be kept: ${snapshots.failure.message}`);
  return same !== false;
}

function digestsOf(fold: Fold): Digests {
  const digests: Digests = {};
  for (const projection of allProjections) {
    for (const [election, part] of fold.view(projection)) (digests[election] ??= {})[projection.name] = part.digest;
  }
  return digests;
}

function inWords(position: number, digests: Digests): string[] {
  const elections = Object.entries(digests).flatMap(([election, models]) => [
    election,
    ...Object.entries(models).map(([name, digest]) => `  ${name.padEnd(10)} ${digest}`),
  ]);
  return [`position ${position}`, ...elections];
}

function verdict(same: boolean | null, at: number | null): string {
  if (same === null) return 'There was no snapshot to compare with.';
  return same
    ? `Equal to the snapshot of position ${at}: every digest is the same.`
    : `DIFFERENT from the snapshot of position ${at}: the snapshot was wrong, and is replaced.`;
}
