import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { setImmediate } from 'node:timers/promises';
import type { StreamName } from '../../domain/stream.ts';
import {
  type CaughtUp,
  type Cursor,
  type EventMeta,
  type EventReader,
  type RecordedEvent,
  type Revision,
  StoreUnavailable,
} from '../port.ts';
import type { News } from '../news.ts';
import { ItemsOf } from '../pages.ts';

/** Events of one page: one text made by SQL and parsed at once, in a read transaction that ends with it. */
const pageSize = 256;

/** Streams, places and types hold no character that JSON escapes; data and meta are JSON already. */
const asText = `'[' || coalesce(group_concat(concat('{"position":', position, ',"place":', place, ',"stream":', stream,
  ',"revision":', revision, ',"id":"', id, '","type":"', type, '","version":', version,
  ',"data":', data, ',"meta":', coalesce(meta, 'null'), '}')), '') || ']' AS page`;

/** An event as a page's text has it. */
type Stored = Omit<RecordedEvent, 'stream' | 'meta'> & { stream: StreamName | number; meta: EventMeta | null };

/** Reads an open database of either kind. */
export class Reading implements EventReader {
  readonly #db: DatabaseSync;
  readonly #news: News;
  readonly #after: StatementSync;
  readonly #ofStream: StatementSync;
  readonly #last: StatementSync;
  readonly #positionAt: StatementSync;
  readonly #streamNumber: StatementSync;
  readonly #streamName: StatementSync;
  readonly #metaBefore: StatementSync;
  readonly #names = new Map<number, StreamName>();
  readonly #closing = new AbortController();

  constructor(db: DatabaseSync, news: News) {
    this.#db = db;
    this.#news = news;
    this.#after = db.prepare(`SELECT ${asText} FROM (SELECT * FROM events WHERE place > ? ORDER BY place LIMIT ?)`);
    this.#ofStream = db.prepare(
      `SELECT ${asText} FROM (SELECT * FROM events WHERE stream = ? AND revision >= ? ORDER BY revision LIMIT ?)`,
    );
    this.#last = db.prepare('SELECT place, position FROM events ORDER BY place DESC LIMIT 1');
    this.#positionAt = db.prepare('SELECT position FROM events WHERE place = ?');
    this.#streamNumber = db.prepare('SELECT stream FROM streams WHERE name = ?');
    this.#streamName = db.prepare('SELECT name FROM streams WHERE stream = ?');
    this.#metaBefore = db.prepare(
      'SELECT meta FROM events WHERE place < ? AND meta IS NOT NULL ORDER BY place DESC LIMIT 1',
    );
  }

  readStream(stream: StreamName, from: Revision = 0): AsyncIterable<RecordedEvent> {
    return new ItemsOf(this.#streamPages(stream, from));
  }

  readAll(after?: Cursor): AsyncIterable<RecordedEvent> {
    return new ItemsOf(this.#allPages(after));
  }

  subscribe(after: Cursor | undefined, signal: AbortSignal): AsyncIterable<RecordedEvent | CaughtUp> {
    const ends = AbortSignal.any([signal, this.#closing.signal]);
    return new ItemsOf(this.#livePages(after, ends), ends);
  }

  async head(): Promise<Cursor | undefined> {
    this.#checkOpen();
    const last = this.#last.get();
    return last && { position: Number(last['position']), place: Number(last['place']) };
  }

  /** By halves: places are contiguous, and positions never fall along them. */
  async cursorAt(position: number): Promise<Cursor | undefined> {
    this.#checkOpen();
    const last = this.#last.get();
    if (!last || position < 0 || position > Number(last['position'])) return undefined;
    let [low, high] = [position + 1, Number(last['place'])];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (Number(this.#positionAt.get(middle)!['position']) >= position) high = middle;
      else low = middle + 1;
    }
    return { position, place: low };
  }

  /** Ends subscriptions and refuses further reads. */
  close(): void {
    this.#closing.abort();
    if (this.#db.isOpen) this.#db.close();
  }

  async *#streamPages(stream: StreamName, from: Revision): AsyncGenerator<RecordedEvent[]> {
    this.#checkOpen();
    const number = this.#streamNumber.get(stream)?.['stream'];
    if (number === undefined) return;
    for (let next = from; ; next += pageSize) {
      const page = this.#parse(this.#ofStream.get(number, next, pageSize));
      yield page;
      if (page.length < pageSize) return;
      await this.#breath();
    }
  }

  async *#allPages(after: Cursor | undefined): AsyncGenerator<RecordedEvent[]> {
    this.#checkOpen();
    for (let place = Number(after?.place ?? 0); ;) {
      const page = this.#parse(this.#after.get(place, pageSize));
      yield page;
      if (page.length < pageSize) return;
      place = Number(page.at(-1)!.place);
      await this.#breath();
    }
  }

  async *#livePages(after: Cursor | undefined, signal: AbortSignal): AsyncGenerator<(RecordedEvent | CaughtUp)[]> {
    let cursor = after;
    let told = false;
    while (!signal.aborted) {
      const seen = this.#news.count;
      const page = this.#parse(this.#after.get(Number(cursor?.place ?? 0), pageSize));
      const last = page.at(-1);
      if (last) {
        cursor = { position: last.position, place: last.place };
        told = false;
        yield page;
      }
      if (page.length === pageSize) {
        await setImmediate();
      } else if (told) {
        await this.#news.after(seen, signal);
      } else {
        told = true;
        yield [{ type: 'caught-up', cursor }];
      }
    }
  }

  #parse(row: Record<string, unknown> | undefined): RecordedEvent[] {
    const page = JSON.parse(row!['page'] as string) as Stored[];
    let meta: EventMeta | null = null;
    for (const event of page) {
      event.stream = this.#nameOf(event.stream as number);
      // What one append holds stands together in the order of the record and in its stream alike.
      meta = event.meta ??= meta ?? this.#metaOfAppend(event.place as number);
    }
    return page as RecordedEvent[];
  }

  #metaOfAppend(place: number): EventMeta {
    return JSON.parse(this.#metaBefore.get(place)!['meta'] as string) as EventMeta;
  }

  #nameOf(number: number): StreamName {
    const known = this.#names.get(number);
    if (known !== undefined) return known;
    const name = this.#streamName.get(number)!['name'] as StreamName;
    this.#names.set(number, name);
    return name;
  }

  /** Between two pages others get their turn, however long the replay; a store closed meanwhile is said, not crashed on. */
  async #breath(): Promise<void> {
    await setImmediate();
    this.#checkOpen();
  }

  #checkOpen(): void {
    if (!this.#db.isOpen) throw new StoreUnavailable('The record is closed.');
  }
}
