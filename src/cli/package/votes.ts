import { code, figure, shown } from './columns.ts';
import type { Fault } from './fault.ts';
import type { PackageFile, PackageFiles } from './files.ts';
import { type CellsFault, keyOf, rawColumns, type RawRow, readCells } from './raw-rows.ts';
import { isFault, tableRows } from './table.ts';

interface Held {
  /** Of its first row. */
  readonly line: number;
  readonly votes: Map<string, number>;
  /** Line of the first row at fault. */
  faulty?: number;
}

/** Rows of votes, handed out paper by paper. */
export class PaperVotes {
  readonly #file: PackageFile;
  readonly #keys: readonly string[];
  readonly #files: PackageFiles;
  /** Rows not read yet, by paper. */
  readonly #due = new Map<string, number>();
  readonly #held = new Map<string, Held>();
  readonly #rows: AsyncGenerator<RawRow | Fault>;
  /** Line of a row that is nobody's, since it cannot be read. */
  #lost: number | undefined;

  constructor(files: PackageFiles, file: PackageFile, keys: readonly string[]) {
    [this.#files, this.#file, this.#keys] = [files, file, keys];
    this.#rows = this.#open();
  }

  #open(): AsyncGenerator<RawRow | Fault> {
    const columns = rawColumns([...this.#keys, 'candidate', 'votes']);
    return tableRows(this.#files, this.#file, columns) as AsyncGenerator<RawRow | Fault>;
  }

  /** Reads the file once to know when a paper's votes are complete, in whatever order they stand. False: it is no table. */
  async count(): Promise<boolean> {
    for await (const row of this.#open()) {
      if (isFault(row)) {
        if (row.code !== 'BAD_CSV') return false;
        this.#lost ??= row.line;
      } else {
        const key = keyOf(this.#keys, row.values);
        this.#due.set(key, (this.#due.get(key) ?? 0) + 1);
      }
    }
    return this.#due.size > 0 || this.#lost === undefined;
  }

  /** Reads on until all votes of this paper are held. */
  async *until(key: string): AsyncGenerator<Fault> {
    while (this.#due.has(key)) {
      const { done, value } = await this.#rows.next();
      if (done) return;
      yield* this.#put(value);
    }
  }

  /** Reads what remains. */
  async *read(): AsyncGenerator<Fault> {
    for await (const row of this.#rows) yield* this.#put(row);
  }

  /** Votes by candidate; or why they are not to be had: a missing row is 0 only where no row is faulty. */
  take(key: string, candidates: readonly string[]): { votes: Map<string, number> } | CellsFault {
    const held = this.#held.get(key);
    this.#held.delete(key);
    if (held?.faulty !== undefined) {
      return { code: 'FAULTY_VOTES', reason: `Its votes are faulty: see ${this.#file}, line ${held.faulty}.` };
    }
    const given = held?.votes ?? new Map<string, number>();
    const absent = candidates.find((candidate) => !given.has(candidate));
    if (absent !== undefined && this.#lost !== undefined) {
      const reason = `Votes of ${absent} may stand in ${this.#file}, line ${this.#lost}, which cannot be read.`;
      return { code: 'FAULTY_VOTES', reason };
    }
    return { votes: new Map([...candidates.map((candidate) => [candidate, 0] as const), ...given]) };
  }

  /** Votes that no paper took. */
  *left(papers: PackageFile): Generator<Fault> {
    for (const [key, { line }] of this.#held) {
      const reason = `${papers} has no row for ${key.split('\n').map(shown).join(', ')}.`;
      yield { file: this.#file, line, code: 'NO_PAPER', reason };
    }
  }

  /** Lets go of the file, however far it was read. */
  async close(): Promise<void> {
    await this.#rows.return(undefined);
  }

  *#put(row: RawRow | Fault): Generator<Fault> {
    if (isFault(row)) return yield row;
    const { line, values: cells } = row;
    const key = keyOf(this.#keys, cells);
    const due = this.#due.get(key)! - 1;
    if (due === 0) this.#due.delete(key);
    else this.#due.set(key, due);
    let held = this.#held.get(key);
    if (!held) this.#held.set(key, (held = { line, votes: new Map() }));
    const { values, faults } = readCells({ candidate: code, votes: figure }, cells);
    if (faults.length === 0 && held.votes.has(cells['candidate']!)) {
      faults.push({ column: 'candidate', code: 'DUPLICATE', reason: 'The candidate has votes here already.' });
    }
    for (const fault of faults) yield { file: this.#file, line, ...fault };
    if (faults.length > 0) held.faulty ??= line;
    else held.votes.set(cells['candidate']!, values['votes'] as number);
  }
}
