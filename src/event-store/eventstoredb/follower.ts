import type { StreamName } from '../../domain/stream.ts';
import { News } from '../news.ts';
import { type Cursor, type Revision, StoreUnavailable } from '../port.ts';
import type { Connection } from './connection.ts';
import { CallFailed, faultOf, RecordDamaged, type StoreWatch } from './errors.ts';
import { Expected } from './expected.ts';
import { type Patience, pause, pauseAfter } from './patience.ts';
import type { Found, KeptCount } from './kept-count.ts';
import { holds, type LogCalls, newest } from './log-end.ts';
import type { Positions } from './positions.ts';
import { pulled } from './pulled.ts';
import type { Recent } from './recent.ts';
import { recount } from './recount.ts';
import { Tally } from './tally.ts';
import type { StoredEvent, Word } from './wire.ts';

/** Milliseconds between two words on how far the counting is. */
const tellEvery = 2_000;

/**
 * The one subscription of a process: follows the record and counts it, from its first event on, or from where a count that
 * was kept ends. Whatever happens to the call or to the server, it is taken up again after the last event counted, for as
 * long as the store is open.
 */
export class Follower {
  /** Told whenever something was counted. */
  readonly news = new News();
  readonly #connection: Connection;
  readonly #patience: Patience;
  readonly #watch: StoreWatch;
  readonly #closing = new AbortController();
  readonly #expected = new Expected();
  readonly #kept: KeptCount | undefined;
  readonly #tally: Tally;
  #running: Promise<unknown> | undefined;
  #damage: RecordDamaged | undefined;
  /** As far as the server said that it had looked without finding another event. */
  #looked = -1n;
  /** Seen at the end of the log when the subscription had been silent for a while. */
  #awaited: Found | undefined;

  /** @param kept where the count is kept; absent: nowhere */
  constructor(connection: Connection, patience: Patience, watch: StoreWatch, kept?: KeptCount) {
    this.#connection = connection;
    this.#patience = patience;
    this.#watch = watch;
    this.#kept = kept;
    this.#tally = new Tally(connection, kept, (stream, revision) => this.#expected.came(stream, revision));
  }

  /** What is asked of the server beside the subscription. */
  get #log(): LogCalls {
    return { connection: this.#connection, patience: this.#patience, signal: this.#closing.signal };
  }

  get positions(): Positions {
    return this.#tally.positions;
  }

  /** The last events counted, for those who follow. */
  get recent(): Recent {
    return this.#tally.recent;
  }

  /** Resolves when everything recorded so far is counted. @throws {@link StoreUnavailable} when nothing is heard of it */
  async start(): Promise<void> {
    const taken = await this.#takeUp();
    this.#running = Promise.all([this.#run(), this.#recount(taken)]);
    const last = await this.#firstAnswer();
    if (last) await this.#countUpTo(last);
    this.#tally.keep();
  }

  /** The last event of the record, as the server has it now. @throws {@link StoreUnavailable} */
  async head(): Promise<Cursor | undefined> {
    const last = await this.#newest();
    if (last) await this.counted(last.stream, last.revision, this.#patience.append);
    this.check();
    return this.positions.head;
  }

  /** Where an event stands, as soon as it is counted. @throws {@link StoreUnavailable} when that takes too long */
  async counted(stream: StreamName, revision: Revision, within: number): Promise<Cursor> {
    this.check();
    const cursor = this.positions.cursorOf(stream, revision);
    if (cursor) return cursor;
    await this.#expected.event(stream, revision, within);
    return this.positions.cursorOf(stream, revision)!;
  }

  /** @throws {@link StoreUnavailable} once the store is closed, {@link RecordDamaged} once the record is found to be */
  check(): void {
    if (this.#damage) throw this.#damage;
    if (this.#closing.signal.aborted) throw new StoreUnavailable('The record is closed.');
  }

  async close(): Promise<void> {
    this.#closing.abort();
    this.#expected.fail(new StoreUnavailable('The record is closed.'));
    await this.#running;
    this.#tally.keep();
  }

  /** Goes on from a count that was kept, if the server still has its last event in the same place. @returns events it holds */
  async #takeUp(): Promise<number> {
    const count = this.#kept?.read();
    if (!count) return 0;
    await this.#firstAnswer();
    try {
      await holds(this.#log, count.last);
    } catch {
      return 0; // of another database, or put back from an older copy: it is counted anew
    }
    this.#tally.goOnFrom(count);
    return count.positions.places;
  }

  async #recount(places: number): Promise<void> {
    if (places === 0) return;
    const damage = await recount(this.positions, places, this.#log, this.#watch);
    if (damage) this.#give(damage);
  }

  async #countUpTo({ stream, revision }: Found): Promise<void> {
    let told = Date.now();
    while (!this.positions.cursorOf(stream, revision)) {
      const seen = this.news.count;
      await this.news.after(seen, AbortSignal.timeout(this.#patience.open));
      this.check();
      if (this.news.count === seen) throw new StoreUnavailable('The store does not deliver what it holds.');
      if (Date.now() - told < tellEvery) continue;
      told = Date.now();
      this.#watch.counting(this.positions.places);
    }
  }

  async #run(): Promise<void> {
    const { signal } = this.#closing;
    for (let failures = 0; !signal.aborted; failures += 1) {
      try {
        await this.#follow(() => (failures = 0));
      } catch (error) {
        if (signal.aborted) return;
        this.#watch.fault(faultOf(error));
        if (error instanceof RecordDamaged) return this.#give(error);
      }
      await pause(pauseAfter(failures, this.#patience.pause), signal);
      if (!signal.aborted) this.#watch.resubscribed();
    }
  }

  async #follow(heard: () => void): Promise<void> {
    const { calls, prefixes } = this.#connection;
    const { last } = this.#tally;
    if (last) await holds(this.#log, last);
    const call = calls.subscribe(last?.at ?? 'start', prefixes);
    const said = ({ looked }: Word) => (this.#looked = looked ?? this.#looked);
    this.#awaited = undefined;
    for await (const page of pulled(call, this.#patience.silence, this.#closing.signal, said)) {
      if (page.length === 0) await this.#listen();
      else this.#count(page);
      heard();
    }
    if (!this.#closing.signal.aborted) throw new CallFailed('ended', 'The server has ended the subscription.');
  }

  /** Nothing has come for a while: is there nothing, or does the subscription hear no more? */
  async #listen(): Promise<void> {
    const awaited = this.#awaited;
    if (awaited && !this.positions.cursorOf(awaited.stream, awaited.revision)) {
      throw new CallFailed('silent', 'The subscription does not deliver what was recorded.');
    }
    this.#awaited = await this.#newest();
  }

  #count(page: readonly StoredEvent[]): void {
    this.#tally.count(page);
    this.news.announce();
  }

  #give(damage: RecordDamaged): void {
    this.#damage = damage;
    this.#tally.forget();
    this.#expected.fail(damage);
    this.news.announce();
  }

  async #firstAnswer(): Promise<Found | undefined> {
    const patience = Date.now() + this.#patience.open;
    for (let failures = 0; ; failures += 1) {
      try {
        return await this.#newest();
      } catch (error) {
        this.check();
        if (Date.now() >= patience) throw error;
        await pause(pauseAfter(failures, this.#patience.pause), this.#closing.signal);
      }
    }
  }

  #newest(): Promise<Found | undefined> {
    this.check();
    return newest(this.#log, this.#tally.last?.at.commit ?? -1n, this.#looked);
  }
}
