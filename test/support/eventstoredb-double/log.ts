import { createHash } from 'node:crypto';

/** A record of the transaction log. */
export interface LogRecord {
  readonly stream: string;
  readonly revision: number;
  readonly id: string;
  readonly type: string;
  readonly contentType: string;
  readonly data: Uint8Array;
  readonly meta: Uint8Array;
  /** Bytes of log before it: grows by irregular steps. Prepare and commit are one place for all but explicit transactions. */
  readonly place: bigint;
}

export type Proposed = Pick<LogRecord, 'id' | 'type' | 'contentType' | 'data' | 'meta'>;

/** Expected revision as the protocol has it; -1 is "no stream". */
export type Expected = number | 'any' | 'exists';

export type Written = { readonly last: LogRecord; readonly repeated: boolean } | { readonly current: number };

/** A system's own event comes after so many of the users'. */
const systemEvery = 7;

/** What the server keeps: one log, streams as the revisions in it. */
export class Log {
  readonly records: LogRecord[] = [];
  readonly #streams = new Map<string, LogRecord[]>();
  readonly #next = new Map<string, number>();
  readonly #listeners = new Set<() => void>();
  readonly #deleted = new Set<string>();
  #end = 0n;
  #users = 0;

  constructor() {
    this.#writeSystem('$settings');
    this.#writeSystem('$users');
  }

  /** All or nothing. The same ids at the same revisions are recognised, however much came after them. */
  append(stream: string, expected: Expected, events: readonly Proposed[]): Written {
    const current = (this.#next.get(stream) ?? 0) - 1;
    const earlier = typeof expected === 'number' && expected < current && this.#standing(stream, expected + 1, events);
    if (earlier) return { last: earlier, repeated: true };
    if (typeof expected === 'number' ? expected !== current : expected === 'exists' && current < 0) return { current };
    let last!: LogRecord;
    for (const event of events) last = this.#write(stream, event);
    this.#users += events.length;
    if (this.#users >= systemEvery) {
      this.#writeSystem('$stats-127.0.0.1:2113');
      this.#users = 0;
    }
    for (const listener of this.#listeners) listener();
    return { last, repeated: false };
  }

  stream(name: string): readonly LogRecord[] | undefined {
    return this.#streams.get(name);
  }

  get lastPlace(): bigint {
    return this.records.at(-1)!.place;
  }

  /** A tombstone: the stream can neither be read nor written any more. */
  delete(stream: string): void {
    this.#deleted.add(stream);
  }

  isDeleted(stream: string): boolean {
    return this.#deleted.has(stream);
  }

  /** Calls back after every write, until the function returned is called. */
  listen(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Index of the first record at or after a place. @param guess where it mostly is */
  indexAt(place: bigint, guess = 0): number {
    const isThere = guess > 0 && this.records[guess - 1]!.place < place;
    if (isThere && (this.records[guess]?.place ?? place) >= place) return guess;
    let [low, high] = [0, this.records.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.records[middle]!.place < place) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Server's own events, as its statistics are. */
  writeSystem(count: number): void {
    for (let i = 0; i < count; i++) this.#writeSystem('$stats-127.0.0.1:2113');
    for (const listener of this.#listeners) listener();
  }

  /** A scavenge after `$tb` was set: the stream's events below a revision are gone, from the stream and from $all. */
  scavenge(stream: string, before: number): void {
    const gone = (record: LogRecord) => record.stream === stream && record.revision < before;
    this.#streams.set(
      stream,
      this.#streams.get(stream)!.filter((record) => !gone(record)),
    );
    this.#keep((record) => !gone(record));
  }

  /** A node that comes back with an older copy of the log: the last users' events were never there. */
  forget(count: number): void {
    const gone = new Set(this.records.filter(({ stream }) => !stream.startsWith('$')).slice(-count));
    for (const [stream, records] of this.#streams) {
      const left = records.filter((record) => !gone.has(record));
      this.#next.set(stream, left.length === 0 ? 0 : left.at(-1)!.revision + 1);
      if (left.length === 0) this.#streams.delete(stream);
      else this.#streams.set(stream, left);
    }
    this.#keep((record) => !gone.has(record) && !(record.place > [...gone][0]!.place));
    this.#end = this.records.at(-1)!.place + 100n;
  }

  #keep(stays: (record: LogRecord) => boolean): void {
    const left = this.records.filter(stays);
    this.records.length = 0;
    this.records.push(...left);
  }

  #standing(stream: string, from: number, events: readonly Proposed[]): LogRecord | undefined {
    const records = this.#streams.get(stream) ?? [];
    const offset = records[0]?.revision ?? 0;
    const standing = events.map((event, i) => {
      const record = records[from + i - offset];
      return record?.id === event.id ? record : undefined;
    });
    return standing.includes(undefined) ? undefined : standing.at(-1);
  }

  #writeSystem(stream: string): void {
    const id = createHash('md5').update(`${stream}${this.#end}`).digest('hex');
    this.#write(stream, {
      id: `${id.slice(0, 8)}-${id.slice(8, 12)}-4${id.slice(13, 16)}-8${id.slice(17, 20)}-${id.slice(20)}`,
      type: '$statsCollected',
      contentType: 'application/json',
      data: Buffer.from('{"proc-cpu":1}'),
      meta: new Uint8Array(),
    });
  }

  #write(stream: string, event: Proposed): LogRecord {
    const revision = this.#next.get(stream) ?? 0;
    const record = { stream, revision, ...event, place: this.#end };
    this.#end += BigInt(120 + 2 * stream.length + event.data.length + event.meta.length);
    this.#next.set(stream, revision + 1);
    const records = this.#streams.get(stream);
    if (records) records.push(record);
    else this.#streams.set(stream, [record]);
    this.records.push(record);
    return record;
  }
}
