import type { Fault } from '../package/fault.ts';
import type { PackageFile, PackageFiles } from '../package/files.ts';
import { fileDigests } from '../package/open.ts';
import { readSetUp, type SetUp } from '../package/set-up.ts';
import type { Requests } from '../requests.ts';
import type { Terminal } from '../terminal.ts';
import { type LoadedBallots, loadBallots, loadPolls } from './ballots.ts';
import { Loading } from './loading.ts';
import { checkClerks, loadPapers, type LoadedPapers, type Others } from './papers.ts';
import { LoadStopped } from './recording.ts';
import { type LoadedSetUp, loadSetUp } from './set-up.ts';

/** What came of a load. */
export interface Loaded {
  readonly election: string;
  /** SHA-256 of the package. */
  readonly package: string;
  /** Position of the record before. */
  readonly before: number;
  /** Position after: as before when everything was recorded already. */
  readonly position: number;
  /** What is in the record now, of each table. */
  readonly taken: LoadedSetUp['taken'] & Partial<LoadedBallots> & Partial<LoadedPapers>;
  /** Number of faults reported. */
  readonly refused: number;
  /** What was recorded though the package does not say it, in sentences. */
  readonly presumed: readonly string[];
}

/** A package of which everything but the papers has been read. */
export interface ReadPackage {
  readonly files: PackageFiles;
  /** SHA-256 of each file's original bytes. */
  readonly digests: ReadonlyMap<PackageFile, string>;
  readonly setUp: SetUp;
}

/** @throws UnusablePackage when nothing of the package may be recorded */
export async function readPackage(files: PackageFiles): Promise<ReadPackage> {
  return { files, digests: await fileDigests(files), setUp: await readSetUp(files) };
}

/**
 * Turns a package into commands, in the order in which one rests on another. A row that is refused is reported and
 * passed over, with what rests on it. Loading the same package again records nothing; after an interruption it goes on.
 * @throws UnusablePackage for papers that cannot be read; {@link LoadStopped}; CommandFailed when clerks are wanted
 */
export async function load(
  { files, digests, setUp }: ReadPackage,
  requests: Requests,
  others: Others,
  terminal: Terminal,
  report: (fault: Fault) => void,
): Promise<Loaded> {
  checkClerks(files, setUp.election.ruleSet, others);
  const before = await positionOf(requests);
  const loading = new Loading(files, digests, setUp, terminal, requests, report);
  for (const fault of setUp.faults) loading.refuse(fault);
  let taken: Loaded['taken'] = { areas: 0, precincts: 0, contests: 0, candidates: 0 };
  if (await loading.record(loading.acts.election())) {
    const loaded = await loadSetUp(loading);
    taken = loaded.taken;
    if (files.sizes.has('ballots.csv')) taken = { ...taken, ...(await loadBallots(loading, loaded.registered)) };
    else await loadPolls(loading);
    if (files.sizes.has('protocols.csv') || files.sizes.has('copies.csv')) {
      taken = { ...taken, ...(await loadPapers(loading, others)) };
    }
  }
  return {
    election: setUp.election.id,
    package: loading.digest,
    before,
    position: Math.max(before, loading.position),
    taken,
    refused: loading.refused,
    presumed: loading.acts.presumed,
  };
}

/** Position of the record's last event; -1 while it is empty. */
async function positionOf(requests: Requests): Promise<number> {
  const { status, body } = await requests.send('GET', '/elections?limit=1').catch((error: Error) => {
    throw new LoadStopped(`No answer from the record: ${error.message}`);
  });
  const { position, code } = (body ?? {}) as { position?: unknown; code?: unknown };
  if (status === 200 && typeof position === 'number') return position;
  const why = typeof code === 'string' ? ` ${code}.` : ': is this a Vote Record server?';
  throw new LoadStopped(`/elections was answered with ${status}${why}`);
}
