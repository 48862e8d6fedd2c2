import { isLeafStream, type StreamName } from '../../domain/stream.ts';
import type { Cursor, Revision } from '../port.ts';

/** A place in the server's log. */
export interface LogPlace {
  readonly commit: bigint;
  readonly prepare: bigint;
}

/** Every so many events the place in the log is kept, from which the others are found by reading on. */
const anchorEvery = 256;

/** All that is counted, as plain data. */
export interface CountedPositions {
  readonly streams: ReadonlyMap<StreamName, Counted>;
  readonly checkpoints: readonly number[];
  readonly anchors: readonly LogPlace[];
  readonly places: number;
}

/** Events of one stream: the revision awaited next, and where its runs begin. */
interface Counted {
  next: Revision;
  /** Revision and place of the first event of each run, in turn: events that follow one another both in stream and record. */
  readonly runs: number[];
}

/**
 * Where every event of the record stands: the server does not number them, so they are counted once, in their order.
 * `place` is the number of events up to and including one, as it is in SQLite. Keeps some bytes for each run of events of
 * one stream, mostly an append, and for every 256th event.
 */
export class Positions {
  readonly #streams: Map<StreamName, Counted>;
  /** Places of checkpoints, which have no position of their own. */
  readonly #checkpoints: number[];
  readonly #anchors: LogPlace[];
  #places: number;
  #stream: StreamName | undefined;
  #counted: Counted | undefined;

  /** @param counted before */
  constructor(counted?: CountedPositions) {
    this.#streams = new Map(counted?.streams);
    this.#checkpoints = [...(counted?.checkpoints ?? [])];
    this.#anchors = [...(counted?.anchors ?? [])];
    this.#places = counted?.places ?? 0;
  }

  /** All of it, as it is kept: not a copy. */
  get counted(): CountedPositions {
    return {
      streams: this.#streams,
      checkpoints: this.#checkpoints,
      anchors: this.#anchors,
      places: this.#places,
    };
  }

  /** How many events have been counted: the place of the last. */
  get places(): number {
    return this.#places;
  }

  /** The last event counted. */
  get head(): Cursor | undefined {
    return this.#places === 0 ? undefined : this.#cursor(this.#places);
  }

  /** The revision that the next event of a stream must have. */
  next(stream: StreamName): Revision {
    return this.#of(stream)?.next ?? 0;
  }

  /** Counts the next event of the record; its revision is the stream's {@link next}. @returns where it stands */
  add(stream: StreamName, at: LogPlace): Cursor {
    let counted = this.#of(stream);
    if (!counted) {
      counted = { next: 0, runs: [] };
      this.#streams.set(stream, counted);
      [this.#stream, this.#counted] = [stream, counted];
    }
    if (this.#places % anchorEvery === 0) this.#anchors.push(at);
    this.#places += 1;
    if (!isLeafStream(stream)) this.#checkpoints.push(this.#places);
    const { next, runs } = counted;
    const follows = runs.length > 0 && runs.at(-1)! + (next - runs.at(-2)!) === this.#places;
    if (!follows) runs.push(next, this.#places);
    counted.next += 1;
    return this.#cursor(this.#places);
  }

  /** Where an event stands; `undefined` for one that has not been counted yet. */
  cursorOf(stream: StreamName, revision: Revision): Cursor | undefined {
    const counted = this.#of(stream);
    if (!counted || revision >= counted.next) return undefined;
    const run = lastNotAbove(counted.runs, 2, revision);
    return this.#cursor(counted.runs[run + 1]! + (revision - counted.runs[run]!));
  }

  /** Where the leaf of a position stands; `undefined` when there is none yet. */
  leaf(position: number): Cursor | undefined {
    let [low, high] = [position + 1, this.#places];
    if (position < 0 || low > high || this.#cursor(high).position < position) return undefined;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.#cursor(middle).position >= position) high = middle;
      else low = middle + 1;
    }
    return this.#cursor(low);
  }

  /** A place in the log at or before an event of the record, and which event is there. */
  anchorOf(place: number): { readonly at: LogPlace; readonly place: number } | undefined {
    const index = Math.floor((place - 1) / anchorEvery);
    const at = this.#anchors[index];
    return at && { at, place: index * anchorEvery + 1 };
  }

  #cursor(place: number): Cursor {
    const checkpoints = lastNotAbove(this.#checkpoints, 1, place) + 1;
    return { position: place - checkpoints - 1, place };
  }

  /** Events of one stream mostly come in runs, so its name is looked up once a run. */
  #of(stream: StreamName): Counted | undefined {
    if (stream === this.#stream) return this.#counted;
    const counted = this.#streams.get(stream);
    if (counted) [this.#stream, this.#counted] = [stream, counted];
    return counted;
  }
}

/** Index of the last of ascending numbers, each `step` apart in the list, that is at most `limit`; `-step` if none is. */
function lastNotAbove(numbers: readonly number[], step: number, limit: number): number {
  let [low, high] = [0, numbers.length / step];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle * step]! <= limit) low = middle + 1;
    else high = middle;
  }
  return (low - 1) * step;
}
