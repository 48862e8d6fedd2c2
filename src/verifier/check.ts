import type { ExportFiles } from './export-files.ts';
import type { Leaf } from './formats/leaf.ts';
import type { Hash } from './formats/merkle.ts';

/** What came of a check. */
export type Outcome = 'holds' | 'fails' | 'not checked';

/** One line of the report. */
export interface Finding {
  readonly number: number;
  readonly title: string;
  readonly outcome: Outcome;
  /** A sentence without its full stop: what was seen, or what was lacking. */
  readonly words: string;
  readonly faults: readonly Fault[];
  /** Faults there are beside those listed. */
  readonly more: number;
}

/** One thing that is not as it must be, and where. */
export interface Fault {
  /** Position of the event. */
  readonly index?: number;
  readonly file?: string;
  readonly message: string;
}

/** A line of the record as it is read. */
export interface ReadLeaf {
  /** Lines before it: what its index must be. */
  readonly line: number;
  readonly text: string;
  /** As it was parsed; `undefined` when it is no JSON object with the fields of a leaf. */
  readonly leaf: Leaf | undefined;
  /** What is wrong with the line itself: the JSON of no leaf, not in canonical form, not UTF-8. */
  readonly fault: string | undefined;
  /**
   * The next event of the same stream and type as the leaf before, with its meta, letter by letter, and with a UUID: what was
   * found out about these holds here. Its data may be the very object that another such leaf had.
   */
  readonly follows: boolean;
  /** The root over this leaf and all before it. */
  rootHere(): Hash;
}

/** What was read when the record has come to its end. */
export interface ReadExport {
  readonly files: ExportFiles;
  /** Every file but the record and its leaf hashes, as text. */
  readonly documents: ReadonlyMap<string, string>;
  /** By file: bytes and SHA-256 in hex. */
  readonly digests: ReadonlyMap<string, { readonly bytes: number; readonly sha256: string }>;
  /** Leaves. */
  readonly size: number;
  readonly root: Hash;
}

/**
 * One kind of check. It is told of the documents, then of every leaf once, in order, while the record streams by; what it
 * keeps must not grow with ballots. At the end it says what it found. A further check is a further file in `checks/`, and a
 * line in `checks/all-checks.ts`.
 */
export interface Check {
  readonly number: number;
  /** What holds when it holds, e.g. `the files are those of the manifest`. */
  readonly title: string;
  begin?(documents: ReadonlyMap<string, string>): void;
  leaf?(leaf: ReadLeaf): void;
  end(read: ReadExport): Omit<Finding, 'number' | 'title'> | Promise<Omit<Finding, 'number' | 'title'>>;
}

/** Most faults of one check that are kept; the rest is counted. */
const mostFaults = 20;

/** The faults of one check as they turn up. */
export class Faults {
  readonly #kept: Fault[] = [];
  #count = 0;

  get count(): number {
    return this.#count;
  }

  add(fault: Fault): void {
    this.#count += 1;
    if (this.#kept.length < mostFaults) this.#kept.push(fault);
  }

  /** The finding: fails when there is any. @param words for when there is none */
  finding(words: string): Omit<Finding, 'number' | 'title'> {
    const found = `${this.#count} ${this.#count === 1 ? 'fault' : 'faults'}`;
    return {
      outcome: this.#count > 0 ? 'fails' : 'holds',
      words: this.#count > 0 ? found : words,
      faults: this.#kept,
      more: this.#count - this.#kept.length,
    };
  }
}

/** The finding of a check that lacks what it needs. */
export function notChecked(words: string): Omit<Finding, 'number' | 'title'> {
  return { outcome: 'not checked', words, faults: [], more: 0 };
}
