import pb from '@eventstore/db-client/generated/streams_pb.js';
import type { LogPlace } from './positions.ts';

/*
 * The two messages that carry an event, as `streams.proto` has them. The client's own code takes two to three times as long
 * over each event, which is most of what an append of many costs; all other messages are left to it.
 */

/** An event as it comes from the database, as far as it is read here; data and metadata are JSON. */
export interface StoredEvent {
  readonly id: string;
  readonly streamId: string;
  readonly revision: number;
  readonly type: string;
  readonly data: Buffer;
  readonly metadata: Buffer;
  /** Says nothing in the read of a stream: servers before 22.6 do not know it there. */
  readonly position: LogPlace;
}

/** Whatever else is answered to a read: as far as a filtered subscription has looked, if it says that. */
export interface Word {
  readonly looked: bigint | undefined;
}

const none: Buffer = Buffer.alloc(0);

/** `AppendReq { proposed_message: 2 }`. @param labels as {@link labelled} makes them; they may be used again */
export function proposal(id: string, labels: Buffer, data: string): Buffer {
  const dataBytes = Buffer.byteLength(data);
  const body = 40 + labels.length + 1 + widthOf(dataBytes) + dataBytes;
  const message = Buffer.allocUnsafe(1 + widthOf(body) + body);
  let at = writeHead(message, 0, 2, body);
  at = writeHead(message, at, 1, 38); // UUID { string: 2 }
  at = writeHead(message, at, 2, 36);
  at += message.write(id, at, 'latin1');
  at += labels.copy(message, at);
  at = writeHead(message, at, 4, dataBytes);
  message.write(data, at);
  return message;
}

/** What all events of one type and meta have in common: `ProposedMessage { metadata: 2, custom_metadata: 3 }`. */
export function labelled(type: string, metadata: string): Buffer {
  const entry = (key: string, value: string) => field(2, field(1, Buffer.from(key)), field(2, Buffer.from(value)));
  const json = entry('content-type', 'application/json');
  return Buffer.concat([entry('type', type), json, field(3, Buffer.from(metadata))]);
}

/** `ReadResp { event: 1 }` with `ReadEvent { event: 1 }`, or something else. */
export function answerIn(bytes: Buffer): StoredEvent | Word {
  const fields = new Fields(bytes, 0, bytes.length);
  if (fields.next() && fields.field === 1) {
    const event = fields.message();
    if (event.next() && event.field === 1) return recordedIn(event.message());
  }
  const commit = pb.ReadResp.deserializeBinary(bytes).getCheckpoint()?.getCommitPosition();
  return { looked: commit === undefined ? undefined : BigInt(commit) };
}

/** `RecordedEvent`; its id is written out, since it was asked for like that. */
function recordedIn(fields: Fields): StoredEvent {
  let [id, streamId, type] = ['', '', ''];
  let [revision, prepare, commit] = [0, 0, 0];
  let [data, metadata] = [none, none];
  while (fields.next()) {
    if (fields.field === 1) id = fields.message().textOf(2);
    else if (fields.field === 2) streamId = fields.message().textOf(3);
    else if (fields.field === 3) revision = fields.number;
    else if (fields.field === 4) prepare = fields.number;
    else if (fields.field === 5) commit = fields.number;
    else if (fields.field === 6) type ||= typeIn(fields.message());
    else if (fields.field === 7) metadata = fields.bytes();
    else if (fields.field === 8) data = fields.bytes();
  }
  const position = { commit: BigInt(commit), prepare: BigInt(prepare) };
  return { id, streamId, revision, type, data, metadata, position };
}

/** An entry of the map that names the type among others. */
function typeIn(entry: Fields): string {
  const isType = entry.next() && entry.length === 4 && entry.text() === 'type';
  return isType ? entry.textOf(2) : '';
}

/** The fields of one message, in turn. */
class Fields {
  field = 0;
  /** Value of a number; exact up to 2^53, and a place in the log counts bytes. */
  number = 0;
  /** Bytes of anything else. */
  length = 0;
  readonly #bytes: Buffer;
  readonly #end: number;
  #at: number;

  constructor(bytes: Buffer, start: number, end: number) {
    [this.#bytes, this.#at, this.#end] = [bytes, start, end];
  }

  next(): boolean {
    if (this.#at >= this.#end) return false;
    const tag = this.#varint();
    this.field = tag >>> 3;
    const kind = tag & 7;
    this.number = kind === 0 ? this.#varint() : 0;
    this.length = kind === 2 ? this.#varint() : kind === 1 ? 8 : kind === 5 ? 4 : 0;
    this.#at += this.length;
    return true;
  }

  message(): Fields {
    return new Fields(this.#bytes, this.#at - this.length, this.#at);
  }

  bytes(): Buffer {
    return this.#bytes.subarray(this.#at - this.length, this.#at);
  }

  text(): string {
    return this.#bytes.toString('utf8', this.#at - this.length, this.#at);
  }

  /** The text in a field of those that follow. */
  textOf(number: number): string {
    while (this.next()) if (this.field === number) return this.text();
    return '';
  }

  #varint(): number {
    let value = 0;
    for (let unit = 1; ; unit *= 128) {
      const byte = this.#bytes[this.#at++] ?? 0;
      value += (byte & 127) * unit;
      if (byte < 128) return value;
    }
  }
}

function field(number: number, ...parts: readonly Buffer[]): Buffer {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const head = Buffer.alloc(1 + widthOf(length));
  writeHead(head, 0, number, length);
  return Buffer.concat([head, ...parts]);
}

/** Begins a field of so many bytes. @returns where they go */
function writeHead(bytes: Buffer, at: number, number: number, length: number): number {
  let next = bytes.writeUInt8((number << 3) | 2, at);
  let rest = length;
  for (; rest > 127; rest >>>= 7) next = bytes.writeUInt8((rest & 127) | 128, next);
  return bytes.writeUInt8(rest, next);
}

function widthOf(length: number): number {
  return length < 128 ? 1 : 1 + widthOf(length >>> 7);
}
