import { uuidFrom } from '../../commands/identity.ts';
import { type BallotBatch, ballotBatches } from '../package/ballots.ts';
import type { PackageFiles } from '../package/files.ts';
import type { CandidateRow } from '../package/set-up.ts';
import { isFault } from '../package/table.ts';
import { path } from '../requests.ts';
import type { Loading } from './loading.ts';

/** What is in the record now. */
export interface LoadedBallots {
  readonly boxes: number;
  readonly ballots: number;
}

/** Seals each box, records its ballots in batches, and closes it with the last one. */
export async function loadBallots(
  loading: Loading,
  registered: ReadonlyMap<string, readonly CandidateRow[]>,
): Promise<LoadedBallots> {
  const { files, lanes, setUp, terminal } = loading;
  await loadPolls(loading);
  const progress = terminal.progress('ballots', files.sizes.get('ballots.csv')!);
  const watched = {
    ...files,
    read: (file) => reading(files.read(file), (bytes) => progress.advance(bytes)),
  } satisfies PackageFiles;
  const boxes = new Boxes(loading);
  for await (const batch of ballotBatches(watched, { ...setUp, candidates: registered })) {
    if (isFault(batch)) loading.refuse(batch);
    else await lanes.begin(() => boxes.record(batch), `${batch.contest}/${batch.precinct}`);
  }
  await lanes.done();
  progress.end(`${boxes.ballots} in ${boxes.closed} boxes`);
  return { boxes: boxes.closed, ballots: boxes.ballots };
}

/** Opens and closes the polls of each precinct, where the rule set makes them a part of the record. */
export async function loadPolls(loading: Loading): Promise<void> {
  const { acts, setUp } = loading;
  const voting = [...setUp.precincts.values()].filter((row) => acts.vote(row).length > 0);
  if (voting.length > 0) await loading.recordRows('polls', voting, (row) => acts.vote(row));
}

class Boxes {
  ballots = 0;
  closed = 0;
  readonly #loading: Loading;
  /** Those that this package may not fill. */
  readonly #lost = new Set<string>();

  constructor(loading: Loading) {
    this.#loading = loading;
  }

  /** A box is filled by the package that sealed it and by no other: else a corrected package would add to its ballots. */
  async record({ contest, precinct, number, choices, last, line }: BallotBatch): Promise<void> {
    const { acts, digest } = this.#loading;
    const boxes = acts.boxes(contest);
    const box = `${contest}/${precinct}`;
    const row = { file: 'ballots.csv', line };
    if (number === 0) {
      const sealing = { path: boxes, body: { precinct, ...acts.sealing() }, row, sameAs: `${digest} ${box}` };
      if (!(await this.#loading.record(sealing))) this.#lost.add(box);
    }
    if (this.#lost.has(box)) return;
    const batch = uuidFrom(digest, contest, precinct, number);
    const body = { batch, choices, ...(last && { last }) };
    if (!(await this.#loading.record({ path: `${boxes}${path(precinct)}/ballots`, body, row, sameAs: batch }))) return;
    this.ballots += choices.length;
    if (last) this.closed++;
  }
}

async function* reading(bytes: AsyncIterable<Uint8Array>, seen: (bytes: number) => void): AsyncIterable<Uint8Array> {
  for await (const chunk of bytes) {
    seen(chunk.length);
    yield chunk;
  }
}
