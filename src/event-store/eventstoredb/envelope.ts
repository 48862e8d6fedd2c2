import type { StreamName } from '../../domain/stream.ts';
import type { EncodedEvent } from '../codec.ts';
import { type Cursor, type EventMeta, InvalidEvent, type RecordedEvent } from '../port.ts';
import { RecordDamaged } from './errors.ts';
import { labelled, proposal, type StoredEvent } from './wire.ts';

/** The server's limit for one append, up to version 25.0, less a margin for what it counts besides data and metadata. */
export const maximumAppendBytes = 1_048_576 - 65_536;

/**
 * Events as the database is sent them: data as it was checked, in its canonical order, and `{"meta": ..., "version": ...}`
 * as metadata.
 * @throws {@link InvalidEvent} for more than an append may hold: it is all or nothing, so it is not divided here
 */
export function propose(stream: StreamName, events: readonly EncodedEvent[]): Buffer[] {
  let bytes = 0;
  let said: EncodedEvent | undefined;
  let labels: Buffer = Buffer.alloc(0);
  let metadataBytes = 0;
  const proposals = events.map((event) => {
    const { id, type, version, data, meta } = event;
    if (type !== said?.type || version !== said.version || meta !== said.meta) {
      const metadata = `{"meta":${meta},"version":${version}}`;
      [labels, metadataBytes] = [labelled(type, metadata), Buffer.byteLength(metadata)];
    }
    said = event;
    bytes += Buffer.byteLength(data) + metadataBytes + 2 * type.length;
    return proposal(id, labels, data);
  });
  if (bytes > maximumAppendBytes) {
    throw new InvalidEvent(`${stream}: an append of ${bytes} bytes, ${maximumAppendBytes} are the most`);
  }
  return proposals;
}

/** @throws {@link RecordDamaged} for an event that another program has written into one of our streams */
export function recorded(stream: StreamName, event: StoredEvent, { position, place }: Cursor): RecordedEvent {
  const { id, type, revision } = event;
  const { meta, version } = metadataOf(event);
  const data = parsed(event.data);
  if (!meta || !version || data === undefined) {
    throw new RecordDamaged(`${stream}: revision ${revision} is no event of a vote record.`);
  }
  return { position, place, stream, revision, id, type, version, data, meta };
}

interface Metadata {
  readonly meta?: EventMeta;
  readonly version?: number;
}
let last: { readonly bytes: Buffer; readonly metadata: Metadata } | undefined;

/** Events of one append say the same of themselves, and come one after another. */
function metadataOf({ metadata: bytes }: StoredEvent): Metadata {
  if (!last?.bytes.equals(bytes)) {
    // A copy: what came is a piece of something larger.
    last = { bytes: Buffer.from(bytes), metadata: (parsed(bytes) ?? {}) as Metadata };
  }
  return last.metadata;
}

/** `undefined` for what is no JSON. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch {
    return undefined;
  }
}
