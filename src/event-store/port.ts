import type { EventMeta } from '../domain/event-meta.ts';
import type { StreamName } from '../domain/stream.ts';

export { InvalidEvent } from '../domain/event-catalogue.ts';
export type { EventMeta };

/** An event about to be appended; its version is the type's current one. */
export interface NewEvent {
  /** UUID; a repeated append with the same ids at the same revision is recognised, not doubled. */
  readonly id: string;
  readonly type: string;
  readonly data: unknown;
  readonly meta: EventMeta;
}

/** Place of an event within its stream, from 0. */
export type Revision = number;

/**
 * A moment of the record, from which reading goes on. `position` is public: the number of leaves up to here, less one
 * (-1 before the first). `place` is the store's own and means nothing outside it.
 */
export interface Cursor {
  readonly position: number;
  readonly place: number | string;
}

/**
 * An event as stored: `version` is the one it was written in, `data` is not upcast. Its own cursor: reading after it
 * yields the next one. `position` is contiguous from 0 over all leaves; an event of a checkpoint stream, which is no
 * leaf, carries the position of the leaf before it.
 */
export interface RecordedEvent extends Cursor {
  readonly stream: StreamName;
  readonly revision: Revision;
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
  readonly meta: EventMeta;
}

/** Comes whenever a subscription has yielded everything recorded so far. */
export interface CaughtUp {
  readonly type: 'caught-up';
  /** The last cursor yielded or subscribed after; `undefined` while the record is empty. */
  readonly cursor: Cursor | undefined;
}

export function isCaughtUp(item: RecordedEvent | CaughtUp): item is CaughtUp {
  return item.type === 'caught-up';
}

/** The last event of an append. */
export interface Appended extends Cursor {
  readonly revision: Revision;
}

/** Reading the record. Everything is pulled: the consumer's pace is the store's, and leaving a loop releases the read. */
export interface EventReader {
  /** Events of one stream from a revision on (inclusive); nothing for a stream that does not exist. */
  readStream(stream: StreamName, from?: Revision): AsyncIterable<RecordedEvent>;
  /** All events in the order of the record, after a cursor (exclusive), up to the head as it is when reading gets there. */
  readAll(after?: Cursor): AsyncIterable<RecordedEvent>;
  /** As `readAll`, then everything recorded later, until `signal` aborts: then it ends without an error. */
  subscribe(after: Cursor | undefined, signal: AbortSignal): AsyncIterable<RecordedEvent | CaughtUp>;
  /** The last event's cursor; `undefined` while the record is empty. */
  head(): Promise<Cursor | undefined>;
  /** Where the leaf of a position stands, found without reading the record; `undefined` when there is none. */
  cursorAt(position: number): Promise<Cursor | undefined>;
}

export interface EventWriter {
  /**
   * Appends all events or none, after the stream's last one, and resolves when they are durable. `expected` is the
   * revision the decision rested on. The same ids appended again at the same revision answer as the first time did.
   * @throws {@link WrongRevision}, {@link InvalidEvent}, {@link StoreUnavailable}
   */
  append(stream: StreamName, expected: Revision | 'no-stream', events: readonly NewEvent[]): Promise<Appended>;
}

/** A store of either kind, opened. */
export interface EventStore extends EventReader, EventWriter {
  /** As `append`, for a copy of another store's events: they stay as they were recorded, of whatever version. */
  takeOver(stream: StreamName, expected: Revision | 'no-stream', events: readonly RecordedEvent[]): Promise<Appended>;
  /** Finishes appends under way, ends subscriptions, releases files and connections. */
  close(): Promise<void>;
}

/** Nest tokens of the two ports: an auditor's process provides the reader alone. */
export const EVENT_READER = Symbol('EventReader');
export const EVENT_WRITER = Symbol('EventWriter');

/** Somebody else appended first: fold again and decide again. */
export class WrongRevision extends Error {
  override readonly name = 'WrongRevision';
  constructor(
    readonly stream: StreamName,
    readonly expected: Revision | 'no-stream',
    readonly actual: Revision | 'no-stream',
  ) {
    super(`${stream} is at ${actual}, not at ${expected}`);
  }
}

/** The store could not be reached or opened, or did not answer in time; whether an append took effect may be unknown. */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}
