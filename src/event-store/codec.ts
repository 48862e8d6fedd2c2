import Type, { type TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { EventDefinition } from '../domain/event-definition.ts';
import { Code, Official, record, Uuid, Words } from '../domain/fields.ts';
import { addressOf, type StreamKind } from '../domain/stream.ts';
import { definitions, type VoteEvent } from '../domain/vote-event.ts';
import { canonical } from './canonical.ts';
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

const Meta = record({
  actor: Official,
  role: Type.String({ pattern: '^[a-z-]{1,40}$' }),
  area: Type.Optional(Code),
  commandId: Uuid,
  correlationId: Type.String({ pattern: '^[\\x21-\\x7e]{1,128}$' }),
  causationId: Type.Optional(Uuid),
  recordedAt: Type.String({ pattern: '^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z$' }),
  reason: Type.Optional(Words),
});

interface Check {
  /** `undefined` when the value fits, else the place and the fault, e.g. `/at must match pattern ...`. */
  (value: unknown): string | undefined;
}

/** Compiled when first asked for: no process meets all types, and a command line should start at once. */
function checkOf(schema: TSchema): Check {
  let compiled: ReturnType<typeof Compile> | undefined;
  return (value) => {
    compiled ??= Compile(schema);
    if (compiled.Check(value)) return undefined;
    const [first] = compiled.Errors(value);
    return first ? `${first.instancePath || '/'} ${first.message}` : 'does not fit its schema';
  };
}

/** One event type of one kind of stream, ready for use. */
interface Known {
  readonly kinds: Set<StreamKind>;
  readonly definition: EventDefinition;
  /** By version; index 0 is unused. */
  readonly checks: readonly (Check | undefined)[];
}

const known = new Map<string, Known>();
for (const [kind, events] of Object.entries(definitions)) {
  for (const [type, definition] of Object.entries(events)) {
    const same = known.get(type);
    if (same && same.definition !== definition) throw new Error(`Two definitions of ${type}`);
    const { schema, older } = definition;
    const checks = [undefined, ...older.map((version) => checkOf(version.schema)), checkOf(schema)];
    const entry = same ?? { kinds: new Set(), definition, checks };
    entry.kinds.add(kind as StreamKind);
    known.set(type, entry);
  }
}

const checkMeta = checkOf(Meta);
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
    const entry = known.get(type);
    if (!entry?.kinds.has(kind)) throw new InvalidEvent(`${type} is no event of a ${kind} stream`);
    if (!isUuid.Check(id)) throw new InvalidEvent(`${type}: ${id} is no UUID in lower case`);
    if (event.meta !== lastMeta) {
      const fault = checkMeta(event.meta);
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

function faithful(type: string, value: unknown): string {
  try {
    return canonical(value);
  } catch (error) {
    throw new InvalidEvent(`${type}: ${(error as Error).message} cannot be recorded`);
  }
}

/**
 * A recorded event as the domain knows it today: the data of an older version is brought forward, step by step.
 * @throws {@link InvalidEvent} for a type or a version from the future
 */
export function upcast(event: Pick<RecordedEvent, 'type' | 'version' | 'data'>): VoteEvent {
  const entry = known.get(event.type);
  if (entry?.definition.version === event.version) return event as VoteEvent;
  if (!entry) throw new InvalidEvent(`${event.type} is an event of no kind known here`);
  if (event.version > entry.definition.version || event.version < 1) {
    throw new InvalidEvent(`${event.type} has no version ${event.version} known here`);
  }
  let data = event.data;
  for (const step of entry.definition.older.slice(event.version - 1)) data = step.upcast(data as never);
  return { type: event.type, data } as VoteEvent;
}

/** The fault of an event against the schema of the version it was written in, e.g. `data/at must match pattern ...`. */
export function faultOf(event: RecordedEvent): string | undefined {
  const entry = known.get(event.type);
  const kind = addressOf(event.stream)?.kind;
  if (!kind || !entry?.kinds.has(kind)) return `${event.type} is no event of ${event.stream}`;
  const check = entry.checks[event.version];
  if (!check) return `${event.type} has no version ${event.version}`;
  const data = check(event.data);
  if (data) return `data${data}`;
  const meta = checkMeta(event.meta);
  return meta && `meta${meta}`;
}

/** All events that a record may hold: by kind of stream and type, every version with its JSON Schema. */
export function catalogue(): Record<string, Record<string, Record<string, TSchema>>> {
  const all: Record<string, Record<string, Record<string, TSchema>>> = {};
  for (const [kind, events] of Object.entries(definitions)) {
    const types: Record<string, Record<string, TSchema>> = (all[kind] = {});
    for (const [type, { version, schema, older }] of Object.entries(events)) {
      types[type] = { ...Object.fromEntries(older.map((each) => [each.version, each.schema])), [version]: schema };
    }
  }
  return all;
}
