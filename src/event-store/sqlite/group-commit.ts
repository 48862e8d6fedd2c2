import type { StreamName } from '../../domain/stream.ts';
import { encode, type EncodedEvent, encodeAgain } from '../codec.ts';
import {
  type Appended,
  type EventWriter,
  type NewEvent,
  type RecordedEvent,
  type Revision,
  StoreUnavailable,
  WrongRevision,
} from '../port.ts';
import type { Append, Outcome } from './log-file.ts';
import type { Writing } from './writing.ts';

interface Waiting {
  readonly append: Append;
  readonly resolve: (outcome: Outcome) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * The most events of one transaction: a crowd of big appends does not make the first of them wait for all, and while one
 * is written others are checked and encoded.
 */
const groupLimit = 2_000;

/**
 * Group commit: one transaction under way, the appends that arrive meanwhile share the next one. No timer: an append that
 * comes alone is written at once.
 */
export class GroupCommit implements EventWriter {
  readonly #writing: Writing;
  readonly #committed: () => void;
  readonly #queue: Waiting[] = [];
  #running: Promise<void> | undefined;
  #closed = false;

  /** `committed` is called after each transaction, before its appends are answered. */
  constructor(writing: Writing, committed: () => void) {
    this.#writing = writing;
    this.#committed = committed;
  }

  async append(stream: StreamName, expected: Revision | 'no-stream', events: readonly NewEvent[]): Promise<Appended> {
    return this.#write(stream, expected, () => encode(stream, events));
  }

  async takeOver(
    stream: StreamName,
    expected: Revision | 'no-stream',
    events: readonly RecordedEvent[],
  ): Promise<Appended> {
    return this.#write(stream, expected, () => encodeAgain(events));
  }

  async #write(stream: StreamName, expected: Revision | 'no-stream', encoded: () => EncodedEvent[]): Promise<Appended> {
    if (this.#closed) throw new StoreUnavailable('The record is closed.');
    const append = { stream, expected: expected === 'no-stream' ? -1 : expected, events: encoded() };
    const outcome = await new Promise<Outcome>((resolve, reject) => {
      this.#queue.push({ append, resolve, reject });
      this.#running ??= this.#run();
    });
    if ('revision' in outcome) return outcome;
    throw new WrongRevision(stream, expected, outcome.actual < 0 ? 'no-stream' : outcome.actual);
  }

  /** Takes no further appends and writes those that were asked for. */
  async finish(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  /** Finishes, then lets go of the file. */
  async close(): Promise<void> {
    await this.finish();
    await this.#writing.close();
  }

  async #run(): Promise<void> {
    await undefined; // whatever is asked for in this turn of the event loop goes along
    while (this.#queue.length > 0) {
      const group = this.#nextGroup();
      try {
        const outcomes = await this.#writing.appendGroup(group.map(({ append }) => append));
        this.#committed();
        for (const [i, { resolve }] of group.entries()) resolve(outcomes[i]!);
      } catch (error) {
        const failure = error instanceof StoreUnavailable ? error : new StoreUnavailable(String(error));
        for (const { reject } of group) reject(failure);
      }
    }
    this.#running = undefined;
  }

  #nextGroup(): Waiting[] {
    let events = 0;
    let size = 0;
    for (const { append } of this.#queue) {
      if (size > 0 && events + append.events.length > groupLimit) break;
      events += append.events.length;
      size += 1;
    }
    return this.#queue.splice(0, size);
  }
}
