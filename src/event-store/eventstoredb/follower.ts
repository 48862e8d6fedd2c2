import type { StreamName } from '../../domain/stream.ts';
import { News } from '../news.ts';
import { type Cursor, type Revision, StoreUnavailable } from '../port.ts';
import type { Connection } from './connection.ts';
import { recorded } from './envelope.ts';
import { CallFailed, faultOf, RecordDamaged, type StoreWatch } from './errors.ts';
import { Expected } from './expected.ts';
import { type Patience, pause, pauseAfter } from './patience.ts';
import { type Count, type Found, type KeptCount } from './kept-count.ts';
import { foundIn, holds, type LogCalls, newest } from './log-end.ts';
import { Positions } from './positions.ts';
import { pulled } from './pulled.ts';
import { Recent } from './recent.ts';
import { recount } from './recount.ts';
import type { StoredEvent, Word } from './wire.ts';

/** After so many events more the count is kept again. */
const keepEvery = 250_000;
/** Milliseconds between two words on how far the counting is. */
const tellEvery = 2_000;

/**
 * The one subscription of a process: follows the record and counts it, from its first event on, or from where a count that
 * was kept ends. Whatever happens to the call or to the server, it is taken up again after the last event counted, for as
 * long as the store is open.
 */
export class Follower {
  #positions = new Positions();
  /** The last events counted, for those who follow. */
  readonly recent = new Recent();
  /** Told whenever something was counted. */
  readonly news = new News();
  readonly #connection: Connection;
  readonly #patience: Patience;
  readonly #watch: StoreWatch;
  readonly #closing = new AbortController();
  readonly #expected = new Expected();
  readonly #kept: KeptCount | undefined;
  #keptPlaces = 0;
  #running: Promise<unknown> | undefined;
  #damage: RecordDamaged | undefined;
  /** The last event counted, and as far as the server said that it had looked without finding another. */
  #last: Found | undefined;
  #looked = -1n;
  /** Seen at the end of the log when the subscription had been silent for a while. */
  #awaited: Found | undefined;
  /** An event that came where others are missing; believed when it comes again. */
  #gapBefore: Found | undefined;

  /** @param kept where the count is kept; absent: nowhere */
  constructor(connection: Connection, patience: Patience, watch: StoreWatch, kept?: KeptCount) {
    this.#connection = connection;
    this.#patience = patience;
    this.#watch = watch;
    this.#kept = kept;
  }

  /** What is asked of the server beside the subscription. */
  get #log(): LogCalls {
    return { connection: this.#connection, patience: this.#patience, signal: this.#closing.signal };
  }

  get positions(): Positions {
    return this.#positions;
  }

  /** Resolves when everything recorded so far is counted. @throws {@link StoreUnavailable} when nothing is heard of it */
  async start(): Promise<void> {
    const count = this.#kept?.read();
    if (count) await this.#takeUp(count);
    this.#running = Promise.all([this.#run(), this.#recount()]);
    const last = await this.#firstAnswer();
    if (last) await this.#countUpTo(last);
    this.#keep();
  }

  /** The last event of the record, as the server has it now. @throws {@link StoreUnavailable} */
  async head(): Promise<Cursor | undefined> {
    const last = await this.#newest();
    if (last) await this.counted(last.stream, last.revision, this.#patience.append);
    this.check();
    return this.#positions.head;
  }

  /** Where an event stands, as soon as it is counted. @throws {@link StoreUnavailable} when that takes too long */
  async counted(stream: StreamName, revision: Revision, within: number): Promise<Cursor> {
    this.check();
    const cursor = this.#positions.cursorOf(stream, revision);
    if (cursor) return cursor;
    await this.#expected.event(stream, revision, within);
    return this.#positions.cursorOf(stream, revision)!;
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
    this.#keep();
  }

  /** Goes on from a count that was kept, if the server still has its last event in the same place. */
  async #takeUp({ positions, last }: Count): Promise<void> {
    await this.#firstAnswer();
    try {
      await holds(this.#log, last);
    } catch {
      return; // of another database, or put back from an older copy: it is counted anew
    }
    this.#positions = new Positions(positions);
    this.#last = last;
    this.#keptPlaces = positions.places;
  }

  #keep(): void {
    const { places, counted } = this.#positions;
    if (!this.#last || this.#damage || places === this.#keptPlaces) return;
    this.#keptPlaces = places;
    try {
      this.#kept?.write({ positions: counted, last: this.#last });
    } catch {
      // A cache: what is not kept is counted anew.
    }
  }

  async #recount(): Promise<void> {
    if (this.#keptPlaces === 0) return;
    const damage = await recount(this.#positions, this.#keptPlaces, this.#log, this.#watch);
    if (!damage) return;
    this.#kept?.forget();
    this.#give(damage);
  }

  async #countUpTo({ stream, revision }: Found): Promise<void> {
    let told = Date.now();
    while (!this.#positions.cursorOf(stream, revision)) {
      const seen = this.news.count;
      await this.news.after(seen, AbortSignal.timeout(this.#patience.open));
      this.check();
      if (this.news.count === seen) throw new StoreUnavailable('The store does not deliver what it holds.');
      if (Date.now() - told < tellEvery) continue;
      told = Date.now();
      this.#watch.counting(this.#positions.places);
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
    const last = this.#last;
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
    if (awaited && !this.#positions.cursorOf(awaited.stream, awaited.revision)) {
      throw new CallFailed('silent', 'The subscription does not deliver what was recorded.');
    }
    this.#awaited = await this.#newest();
  }

  #count(page: readonly StoredEvent[]): void {
    for (const event of page) {
      const found = foundIn(this.#connection, event);
      if (!found) continue;
      const { stream, revision, at } = found;
      const next = this.#positions.next(stream);
      const behind = this.#last !== undefined && at.commit <= this.#last.at.commit;
      if (behind && revision < next) continue; // delivered twice
      if (behind || revision < next) throw new RecordDamaged(`${stream}: revision ${revision} is recorded twice.`);
      if (revision > next) this.#missing(found, next);
      this.#last = found;
      const cursor = this.#positions.add(stream, at);
      this.recent.add({ event: recorded(stream, event, cursor), at });
      this.#expected.came(stream, revision);
    }
    this.news.announce();
    if (this.#positions.places - this.#keptPlaces >= keepEvery) this.#keep();
  }

  /** A gap may be the subscription's fault; when it is there from the last event on again, it is the record's. */
  #missing(found: Found, next: Revision): never {
    const { stream, revision, at } = found;
    const words = `${stream}: revision ${revision} follows ${next - 1}; what was between has been removed from the store.`;
    if (this.#gapBefore?.at.commit === at.commit) throw new RecordDamaged(words);
    this.#gapBefore = found;
    throw new CallFailed('other', words);
  }

  #give(damage: RecordDamaged): void {
    this.#damage = damage;
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
    return newest(this.#log, this.#last?.at.commit ?? -1n, this.#looked);
  }
}
