import { againstAll, invalidReasons } from '../../domain/ballot-box/events.ts';
import { type Column, shown } from './columns.ts';
import type { Fault } from './fault.ts';
import type { PackageFiles } from './files.ts';
import { placeFault, type SetUp } from './set-up.ts';
import { isFault, tableRows } from './table.ts';

/** Ballots of one box, to be recorded together. */
export interface BallotBatch {
  readonly contest: string;
  readonly precinct: string;
  /** Which batch of its box, from 0. With the package's digest it makes the batch's id, so batches never change. */
  readonly number: number;
  readonly choices: readonly string[];
  /** After it the box has no more. */
  readonly last: boolean;
  /** Line of its first ballot. */
  readonly line: number;
}

/**
 * Ballots of a batch but the last one, which takes what remains: up to twice as many less one, so that no box ends in a
 * handful of ballots whose voters could be guessed.
 */
export const batchSize = 500;

const any: Column<string> = (text) => text;
const invalid: ReadonlySet<string> = new Set(invalidReasons.map((reason) => `invalid:${reason}`));

/**
 * The ballots in batches by box, and a fault for each row that is no ballot. The file may be in any order: of a box no
 * more than two batches are kept at a time. Choices are a candidate's code, `against-all` or `invalid:<reason>`.
 */
export async function* ballotBatches(files: PackageFiles, setUp: SetUp): AsyncGenerator<BallotBatch | Fault> {
  const contests = new Map([...setUp.contests.keys()].map((contest) => [contest, new ContestBoxes(contest, setUp)]));
  for await (const row of tableRows(files, 'ballots.csv', { contest: any, precinct: any, choice: any })) {
    if (isFault(row)) {
      yield row;
      continue;
    }
    const { contest, precinct, choice } = row.values;
    const boxes = contests.get(contest);
    const fault = boxes ? boxes.faultOf(precinct, choice) : placeFault(setUp, contest, precinct);
    if (fault) {
      yield { file: 'ballots.csv', line: row.line, ...fault };
      continue;
    }
    const full = boxes!.put(precinct, choice, row.line);
    if (full) yield full;
  }
  for (const boxes of contests.values()) yield* boxes.rest();
}

/** Ballots of one box that are not batched yet, as numbers of the contest's choices. */
interface Box {
  readonly held: Uint16Array;
  readonly lines: { first: number; next: number };
  count: number;
  batches: number;
}

class ContestBoxes {
  readonly #contest: string;
  readonly #setUp: SetUp;
  readonly #choices: readonly string[];
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #boxes = new Map<string, Box>();

  constructor(contest: string, setUp: SetUp) {
    this.#contest = contest;
    this.#setUp = setUp;
    const lines = (setUp.candidates.get(contest) ?? []).map(({ values }) => values.code);
    if (setUp.contests.get(contest)!.values.against_all) lines.push(againstAll);
    this.#choices = [...lines, ...invalid];
    this.#numbers = new Map(this.#choices.map((choice, i) => [choice, i]));
  }

  faultOf(precinct: string, choice: string): Pick<Fault, 'column' | 'code' | 'reason'> | undefined {
    if (!this.#numbers.has(choice)) {
      return {
        column: 'choice',
        code: 'UNKNOWN_CHOICE',
        reason: `${shown(choice)} is no line of this ballot, and no reason to hold it invalid.`,
      };
    }
    return this.#boxes.has(precinct) ? undefined : placeFault(this.#setUp, this.#contest, precinct);
  }

  /** Takes a ballot, and gives a batch as soon as it is sure not to be the last. */
  put(precinct: string, choice: string, line: number): BallotBatch | undefined {
    let box = this.#boxes.get(precinct);
    if (!box) {
      box = { held: new Uint16Array(2 * batchSize), lines: { first: line, next: line }, count: 0, batches: 0 };
      this.#boxes.set(precinct, box);
    }
    if (box.count === batchSize) box.lines.next = line;
    box.held[box.count++] = this.#numbers.get(choice)!;
    if (box.count < 2 * batchSize) return undefined;
    const batch = this.#batch(precinct, box, batchSize, false);
    box.held.copyWithin(0, batchSize);
    box.count = batchSize;
    box.lines.first = box.lines.next;
    return batch;
  }

  *rest(): Generator<BallotBatch> {
    for (const [precinct, box] of this.#boxes) yield this.#batch(precinct, box, box.count, true);
  }

  #batch(precinct: string, box: Box, size: number, last: boolean): BallotBatch {
    const choices = Array.from(box.held.subarray(0, size), (each) => this.#choices[each]!);
    return { contest: this.#contest, precinct, number: box.batches++, choices, last, line: box.lines.first };
  }
}
