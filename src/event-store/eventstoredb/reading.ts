import type { StreamName } from '../../domain/stream.ts';
import { ItemsOf } from '../pages.ts';
import {
  type CaughtUp,
  type Cursor,
  type EventReader,
  type RecordedEvent,
  type Revision,
  StoreUnavailable,
} from '../port.ts';
import type { Call, From } from './calls.ts';
import type { Connection } from './connection.ts';
import { recorded } from './envelope.ts';
import { CallFailed, faultOf, isOfType, RecordDamaged, type StoreWatch, unavailable } from './errors.ts';
import type { Follower } from './follower.ts';
import { type Patience, pause, pauseAfter } from './patience.ts';
import { pulled } from './pulled.ts';
import type { StoredEvent } from './wire.ts';

/** How far a read has come: the last event taken, and from where in the log to go on to the next. */
interface Spot {
  place: number;
  from: From;
}

/** Reads what the server holds, and numbers it as the follower has counted it. */
export class Reading implements EventReader {
  readonly #connection: Connection;
  readonly #follower: Follower;
  readonly #patience: Patience;
  readonly #watch: StoreWatch;
  readonly #closing = new AbortController();

  constructor(connection: Connection, follower: Follower, patience: Patience, watch: StoreWatch) {
    this.#connection = connection;
    this.#follower = follower;
    this.#patience = patience;
    this.#watch = watch;
  }

  readStream(stream: StreamName, from: Revision = 0): AsyncIterable<RecordedEvent> {
    return new ItemsOf(this.#streamPages(stream, from));
  }

  readAll(after?: Cursor): AsyncIterable<RecordedEvent> {
    return new ItemsOf(this.#allPages(() => this.#spotAfter(after), this.#closing.signal));
  }

  subscribe(after: Cursor | undefined, signal: AbortSignal): AsyncIterable<RecordedEvent | CaughtUp> {
    const ends = AbortSignal.any([signal, this.#closing.signal]);
    return new ItemsOf(this.#livePages(after, ends), ends);
  }

  head(): Promise<Cursor | undefined> {
    return this.#follower.head();
  }

  async cursorAt(position: number): Promise<Cursor | undefined> {
    await this.#follower.head();
    return this.#follower.positions.leaf(position);
  }

  close(): void {
    this.#closing.abort();
  }

  async *#streamPages(stream: StreamName, from: Revision): AsyncGenerator<RecordedEvent[]> {
    this.#follower.check();
    // What is counted while the server answers need not be in its answer.
    const known = this.#follower.positions.next(stream);
    let next = from;
    try {
      const call = this.#connection.calls.readStream(this.#connection.named(stream), from);
      for await (const page of this.#answers(call, this.#closing.signal)) {
        const events: RecordedEvent[] = [];
        for (const event of page) {
          const { revision } = event;
          if (revision !== next) throw removed(stream, next);
          events.push(recorded(stream, event, await this.#cursorOf(stream, revision)));
          next += 1;
        }
        yield events;
      }
    } catch (error) {
      throw this.#unreadable(stream, error);
    }
    this.#follower.check();
    if (next < known) throw removed(stream, next);
  }

  /** Up to the end of the log; and on, as long as more is known to be recorded than the server has said. */
  async *#allPages(start: () => Spot, signal: AbortSignal): AsyncGenerator<RecordedEvent[]> {
    this.#follower.check();
    const spot = start();
    for (let before = -1; before < spot.place;) {
      before = spot.place;
      try {
        yield* this.#allOnce(spot, signal);
      } catch (error) {
        throw this.#unreadable('The record', error);
      }
      if (signal.aborted) return this.#follower.check();
      if (spot.place >= this.#follower.positions.places) return;
    }
    this.#follower.check();
    throw new StoreUnavailable(`The store holds no event after ${spot.place}, but more were counted.`);
  }

  async *#allOnce(spot: Spot, signal: AbortSignal): AsyncGenerator<RecordedEvent[]> {
    const call = this.#connection.calls.readAll(spot.from);
    for await (const page of this.#answers(call, signal)) {
      const events: RecordedEvent[] = [];
      for (const event of page) {
        const stream = this.#connection.streamOf(event.streamId);
        if (!stream) continue;
        const counted = this.#cursorOf(stream, event.revision);
        const cursor = counted instanceof Promise ? await counted : counted;
        const place = Number(cursor.place);
        if (place <= spot.place) continue; // where a read begins is itself read
        if (place !== spot.place + 1)
          throw new RecordDamaged(`Event ${spot.place + 1} has been removed from the store.`);
        [spot.place, spot.from] = [place, event.position];
        events.push(recorded(stream, event, cursor));
      }
      yield events;
    }
  }

  async *#livePages(after: Cursor | undefined, signal: AbortSignal): AsyncGenerator<(RecordedEvent | CaughtUp)[]> {
    let cursor = after && { position: after.position, place: after.place };
    let spot: Spot | undefined;
    let told = false;
    for (let failures = 0; !signal.aborted;) {
      const seen = this.#follower.news.count;
      try {
        for await (const page of this.#newPages((spot ??= this.#spotAfter(after)), signal)) {
          failures = 0;
          const last = page.at(-1);
          if (!last) continue;
          [cursor, told] = [{ position: last.position, place: last.place }, false];
          yield page;
        }
      } catch (error) {
        if (signal.aborted) return;
        if (error instanceof RecordDamaged || !(error instanceof StoreUnavailable)) throw error;
        await pause(pauseAfter((failures += 1), this.#patience.pause), signal);
        continue;
      }
      if (signal.aborted) return;
      if (told) await this.#follower.news.after(seen, signal);
      else yield [{ type: 'caught-up', cursor }];
      told = true;
    }
  }

  /** What the follower has, as far as it has it; then the server's word on whether that was all. */
  async *#newPages(spot: Spot, signal: AbortSignal): AsyncGenerator<RecordedEvent[]> {
    const { recent } = this.#follower;
    this.#follower.check();
    for (let ready = recent.after(spot.place); ready; ready = recent.after(spot.place)) {
      [spot.place, spot.from] = [Number(ready.at(-1)!.event.place), ready.at(-1)!.at];
      yield ready.map(({ event }) => event);
    }
    yield* this.#allPages(() => spot, signal);
  }

  async *#answers(call: Call, signal: AbortSignal): AsyncGenerator<StoredEvent[]> {
    for await (const page of pulled(call, this.#patience.read, signal)) {
      if (page.length === 0) throw new CallFailed('timeout', 'no answer in time');
      yield page;
    }
  }

  #cursorOf(stream: StreamName, revision: Revision): Cursor | Promise<Cursor> {
    const counted = this.#follower.positions.cursorOf(stream, revision);
    return counted ?? this.#follower.counted(stream, revision, this.#patience.append);
  }

  #spotAfter(after: Cursor | undefined): Spot {
    if (!after || after.place === 0) return { place: 0, from: 'start' };
    const place = Number(after.place);
    const anchor = this.#follower.positions.anchorOf(place);
    if (!Number.isInteger(place) || !anchor) throw new Error(`${after.place} is no place of this record`);
    return { place, from: anchor.at };
  }

  #unreadable(what: string, error: unknown): Error {
    if (error instanceof StoreUnavailable) return error;
    this.#watch.fault(faultOf(error));
    if (isOfType(error, 'stream-deleted')) return new RecordDamaged(`${what} has been deleted in the store.`);
    return unavailable(`${what} cannot be read`, error);
  }
}

function removed(stream: StreamName, revision: Revision): RecordDamaged {
  return new RecordDamaged(`${stream}: revision ${revision} has been removed from the store.`);
}
