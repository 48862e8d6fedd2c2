import { Compile } from 'typebox/compile';
import { canonical } from '../domain/canonical.ts';
import { knownEvent, metaFault } from '../domain/event-catalogue.ts';
import { Uuid } from '../domain/fields.ts';
import { addressOf } from '../domain/stream.ts';
import { type EventMeta, InvalidEvent, type NewEvent, type RecordedEvent } from './port.ts';

/** An event as a store writes it: its data and meta are canonical JSON, made once and hashed as they are. */
export interface EncodedEvent {
  readonly id: string;
  readonly type: string;
  readonly version: number;
  readonly data: string;
  readonly meta: string;
}

/** An entry of the log's tiles has a 16-bit length, so no leaf is longer. */
export const maximumLeafBytes = 65_535;
/** What a leaf holds besides data and meta: its punctuation, numbers, id, type, stream and the log's name. */
const leafOverhead = 1_024;

const isUuid = Compile(Uuid);

/**
 * Checks the events of one append and writes them canonically.
 * @throws {@link InvalidEvent} naming the event and the field at fault; nothing is written then
 */
export function encode(stream: string, events: readonly NewEvent[]): EncodedEvent[] {
  const kind = addressOf(stream)?.kind;
  if (!kind) throw new InvalidEvent(`${stream} is no name of a stream`);
  if (events.length === 0) throw new InvalidEvent(`an append to ${stream} without events`);
  let lastMeta: EventMeta | undefined;
  let meta = '';
  let metaBytes = 0;
  return events.map((event): EncodedEvent => {
    const { id, type } = event;
    const entry = knownEvent(type);
    if (!entry?.kinds.has(kind)) throw new InvalidEvent(`${type} is no event of a ${kind} stream`);
    if (!isUuid.Check(id)) throw new InvalidEvent(`${type}: ${id} is no UUID in lower case`);
    if (event.meta !== lastMeta) {
      const fault = metaFault(event.meta);
      if (fault) throw new InvalidEvent(`${type}: meta${fault}`);
      meta = faithful(type, event.meta);
      metaBytes = Buffer.byteLength(meta);
      lastMeta = event.meta;
    }
    const { version } = entry.definition;
    const fault = entry.checks[version]!(event.data);
    if (fault) throw new InvalidEvent(`${type}: data${fault}`);
    const data = faithful(type, event.data);
    const bytes = Buffer.byteLength(data) + metaBytes + leafOverhead;
    if (bytes > maximumLeafBytes) {
      throw new InvalidEvent(`${type}: ${bytes} bytes as a leaf, ${maximumLeafBytes} are the most`);
    }
    return { id, type, version, data, meta };
  });
}

/** Events of another store, written as they are, whatever their versions; nothing is checked: that is the verifier's. */
export function encodeAgain(events: readonly RecordedEvent[]): EncodedEvent[] {
  return events.map(({ id, type, version, data, meta }) => ({
    id,
    type,
    version,
    data: faithful(type, data),
    meta: faithful(type, meta),
  }));
}

function faithful(type: string, value: unknown): string {
  try {
    return canonical(value);
  } catch (error) {
    throw new InvalidEvent(`${type}: ${(error as Error).message} cannot be recorded`);
  }
}
