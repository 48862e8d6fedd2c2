import type { At } from './record.ts';
import { actsBetween, joined, type TrailFilter, type TrailRow } from './trail.ts';

/** Positions that are looked through for the first page, and at most at a time: the API looks at twice as many. */
const [firstLook, longestLook] = [100, 10_000];
/** Rows that make a page. */
const enough = 40;

export interface Span {
  readonly election: string;
  readonly filter: TrailFilter;
  /** Only acts behind this position; -1: all. */
  readonly after: number;
  /** Position to begin at, and to go back from. */
  readonly upTo: number;
  readonly at: At;
}

/** The acts of an election, the newest first: read backwards a look at a time, and added to as they are recorded. */
export class ActsRead {
  rows = $state.raw<readonly TrailRow[]>([]);
  /** Everything behind this position has been looked at. */
  lowest = $state(0);
  reading = $state(true);
  failure = $state.raw<Error>();
  readonly #span: Span;
  #highest: number;
  #wanted: number;
  #closed = false;
  #turn: Promise<void>;

  constructor(span: Span) {
    this.#span = span;
    this.#highest = this.#wanted = span.upTo;
    this.lowest = span.upTo;
    this.#turn = this.#one(() => this.#back());
  }

  get atBeginning(): boolean {
    return this.lowest <= this.#span.after;
  }

  older(): Promise<void> {
    return this.#next(() => this.#back());
  }

  /** Something was recorded, up to a position. */
  upTo(position: number): Promise<void> {
    if (position <= this.#wanted) return this.#turn;
    this.#wanted = position;
    return this.#next(() => this.#on());
  }

  close(): void {
    this.#closed = true;
  }

  /** One after the other: what is read twice at once would be shown twice. */
  #next(step: () => Promise<void>): Promise<void> {
    this.#turn = this.#turn.then(() => this.#one(step));
    return this.#turn;
  }

  async #one(step: () => Promise<void>): Promise<void> {
    if (this.#closed) return;
    this.reading = true;
    try {
      await step();
      this.failure = undefined;
    } catch (error) {
      this.failure = error as Error;
    } finally {
      this.reading = false;
    }
  }

  async #back(): Promise<void> {
    const { election, filter, after, at } = this.#span;
    const had = this.rows.length;
    for (let look = firstLook; !this.#closed && !this.atBeginning && this.rows.length < had + enough; look *= 4) {
      const from = Math.max(after, this.lowest - Math.min(look, longestLook));
      const found = await actsBetween(election, from, this.lowest, filter, at);
      this.rows = joined(this.rows, found.toReversed());
      this.lowest = from;
    }
  }

  async #on(): Promise<void> {
    const { election, filter } = this.#span;
    const upTo = this.#wanted;
    if (upTo <= this.#highest) return;
    const found = await actsBetween(election, this.#highest, upTo, filter, undefined);
    this.rows = joined(found.toReversed(), this.rows);
    this.#highest = upTo;
  }
}
