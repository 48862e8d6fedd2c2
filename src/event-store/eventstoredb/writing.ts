import type { StreamName } from '../../domain/stream.ts';
import { encode, encodeAgain } from '../codec.ts';
import {
  type Appended,
  type EventWriter,
  InvalidEvent,
  type NewEvent,
  type RecordedEvent,
  type Revision,
  StoreUnavailable,
  WrongRevision,
} from '../port.ts';
import type { Connection } from './connection.ts';
import { propose } from './envelope.ts';
import { CallFailed, faultOf, isOfType, RecordDamaged, type StoreWatch, unavailable } from './errors.ts';
import type { Follower } from './follower.ts';
import { type Patience, pause, pauseAfter } from './patience.ts';

/** Milliseconds that a call may take beyond its deadline, before it is no longer waited for. */
const grace = 250;

interface Append {
  readonly stream: StreamName;
  readonly expected: Revision | 'no-stream';
  /** As they are sent. */
  readonly events: readonly Buffer[];
}

/**
 * Appends, each by a call of its own with a deadline. When its outcome is unknown it is asked for again, with the same
 * ids at the same revision, which the server recognises; until the time is up, and then that is said.
 */
export class Writing implements EventWriter {
  readonly #connection: Connection;
  readonly #follower: Follower;
  readonly #patience: Patience;
  readonly #watch: StoreWatch;
  /** The last append under way of each stream: one after another, as they were asked for. */
  readonly #underWay = new Map<StreamName, Promise<unknown>>();
  #closed = false;

  constructor(connection: Connection, follower: Follower, patience: Patience, watch: StoreWatch) {
    this.#connection = connection;
    this.#follower = follower;
    this.#patience = patience;
    this.#watch = watch;
  }

  async append(stream: StreamName, expected: Revision | 'no-stream', events: readonly NewEvent[]): Promise<Appended> {
    return this.#inTurn({ stream, expected, events: propose(stream, encode(stream, events)) });
  }

  async takeOver(
    stream: StreamName,
    expected: Revision | 'no-stream',
    events: readonly RecordedEvent[],
  ): Promise<Appended> {
    return this.#inTurn({ stream, expected, events: propose(stream, encodeAgain(events)) });
  }

  /** Takes no further appends, and resolves when those under way are answered. */
  async finish(): Promise<void> {
    this.#closed = true;
    await Promise.allSettled(this.#underWay.values());
  }

  #inTurn(append: Append): Promise<Appended> {
    if (this.#closed) throw new StoreUnavailable('The record is closed.');
    const { stream } = append;
    const before = this.#underWay.get(stream);
    const mine = before ? before.then(() => this.#append(append)) : this.#append(append);
    const settled = mine.catch(() => undefined);
    this.#underWay.set(stream, settled);
    void settled.finally(() => {
      if (this.#underWay.get(stream) === settled) this.#underWay.delete(stream);
    });
    return mine;
  }

  async #append(append: Append): Promise<Appended> {
    const { stream } = append;
    const end = Date.now() + this.#patience.append;
    for (let failures = 0; ; failures += 1) {
      this.#follower.check();
      try {
        const revision = await this.#ask(append, Math.min(this.#patience.call, end - Date.now()));
        const cursor = await this.#follower.counted(stream, revision, end - Date.now());
        return { ...cursor, revision };
      } catch (error) {
        this.#refuse(append, error);
        this.#watch.fault(faultOf(error));
        const rest = pauseAfter(failures, this.#patience.pause);
        if (Date.now() + rest >= end) throw unavailable(`${stream}: whether it was appended is not known`, error);
        await pause(rest);
      }
    }
  }

  /** One attempt. @returns the revision of the append's last event */
  async #ask({ stream, expected, events }: Append, within: number): Promise<Revision> {
    const asked = this.#connection.calls.append(this.#connection.named(stream), expected, events, within);
    // Finding a node has no deadline in the client; what becomes of it later is of no interest.
    const answer = await Promise.race([asked, tooLate(asked, within + grace)]);
    if (typeof answer === 'object') throw new WrongRevision(stream, expected, answer.actual);
    return answer;
  }

  /** Throws what no repetition would mend. */
  #refuse({ stream }: Append, error: unknown): void {
    if (error instanceof StoreUnavailable || error instanceof WrongRevision) throw error;
    if (isOfType(error, 'maximum-append-size-exceeded')) {
      throw new InvalidEvent(`${stream}: the server takes no append as large as that: ${(error as Error).message}`);
    }
    const fault = faultOf(error);
    if (fault !== 'denied' && fault !== 'damaged') return;
    this.#watch.fault(fault);
    if (fault === 'damaged') throw new RecordDamaged(`${stream} has been deleted in the store.`, { cause: error });
    throw unavailable(`${stream}: the store does not let this program append`, error);
  }
}

function tooLate(asked: Promise<unknown>, after: number): Promise<never> {
  return new Promise((_, reject) => {
    const timer = setTimeout(() => reject(new CallFailed('timeout', 'no answer in time')), after);
    void asked.then(
      () => clearTimeout(timer),
      () => clearTimeout(timer),
    );
  });
}
