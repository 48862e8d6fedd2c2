import type { JSONEventData } from '@eventstore/db-client';
import type { StreamName } from '../../domain/stream.ts';
import type { EncodedEvent } from '../codec.ts';
import { type Cursor, type EventMeta, InvalidEvent, type RecordedEvent } from '../port.ts';
import { RecordDamaged } from './errors.ts';

/** The server's limit for one append, up to version 25.0, less a margin for what it counts besides data and metadata. */
export const maximumAppendBytes = 1_048_576 - 65_536;

/** An event of the client's, as far as it is read here. */
export interface StoredEvent {
  readonly id: string;
  readonly revision: bigint;
  readonly type: string;
  readonly data: unknown;
  readonly metadata?: unknown;
}

/**
 * Events as the client takes them: data as JSON, and `{"meta": ..., "version": ...}` as metadata.
 * @throws {@link InvalidEvent} for more than an append may hold: it is all or nothing, so it is not divided here
 */
export function propose(stream: StreamName, events: readonly EncodedEvent[]): JSONEventData[] {
  let bytes = 0;
  let said = '';
  let metadata = new Uint8Array();
  const proposed = events.map(({ id, type, version, data, meta }): JSONEventData => {
    const text = `{"meta":${meta},"version":${version}}`;
    if (text !== said) [said, metadata] = [text, new TextEncoder().encode(text)];
    bytes += Buffer.byteLength(data) + metadata.byteLength + 2 * type.length;
    // Parsed again, so that the client writes what was checked, in its canonical order.
    return { id, type, contentType: 'application/json', data: JSON.parse(data) as JSONEventData['data'], metadata };
  });
  if (bytes > maximumAppendBytes) {
    throw new InvalidEvent(`${stream}: an append of ${bytes} bytes, ${maximumAppendBytes} are the most`);
  }
  return proposed;
}

/** @throws {@link RecordDamaged} for an event that another program has written into one of our streams */
export function recorded(stream: StreamName, event: StoredEvent, { position, place }: Cursor): RecordedEvent {
  const { id, type, data } = event;
  const revision = Number(event.revision);
  const { meta, version } = (event.metadata ?? {}) as { meta?: EventMeta; version?: number };
  if (!meta || !version) throw new RecordDamaged(`${stream}: revision ${revision} is no event of a vote record.`);
  return { position, place, stream, revision, id, type, version, data, meta };
}
