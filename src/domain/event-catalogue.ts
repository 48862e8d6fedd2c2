import type { TSchema } from 'typebox';
import { Compile } from 'typebox/compile';
import type { EventDefinition } from './event-definition.ts';
import { Meta } from './event-meta.ts';
import { addressOf, type StreamKind } from './stream.ts';
import { definitions, type VoteEvent } from './vote-event.ts';

/** An event that its schema, its stream or its size does not admit: nothing of the append was written. */
export class InvalidEvent extends Error {
  override readonly name = 'InvalidEvent';
}

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

/** One event type, ready for use. */
export interface KnownEvent {
  /** The kinds of stream it may stand in. */
  readonly kinds: ReadonlySet<StreamKind>;
  readonly definition: EventDefinition;
  /** By version; index 0 is unused. */
  readonly checks: readonly (Check | undefined)[];
}

const known = new Map<string, KnownEvent & { readonly kinds: Set<StreamKind> }>();
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

export function knownEvent(type: string): KnownEvent | undefined {
  return known.get(type);
}

/** The fault of an event's meta, as {@link faultOf} says it, but without the word before the place. */
export const metaFault: Check = checkOf(Meta);

/** An event as it was written, in whatever version. */
export interface WrittenEvent {
  readonly stream: string;
  readonly type: string;
  readonly version: number;
  readonly data: unknown;
  readonly meta: unknown;
}

/** The fault of an event against the schema of the version it was written in, e.g. `data/at must match pattern ...`. */
export function faultOf(event: WrittenEvent): string | undefined {
  const data = dataFault(event);
  if (data) return data;
  const meta = metaFault(event.meta);
  return meta && `meta${meta}`;
}

let lastStream: string | undefined;
let lastKind: StreamKind | undefined;

/** As {@link faultOf}, without a look at the meta. */
export function dataFault({ stream, type, version, data }: WrittenEvent): string | undefined {
  const entry = known.get(type);
  // Events of one stream mostly come in runs, so its name is taken apart once a run.
  if (stream !== lastStream) [lastStream, lastKind] = [stream, addressOf(stream)?.kind];
  if (!lastKind || !entry?.kinds.has(lastKind)) return `${type} is no event of ${stream}`;
  const check = entry.checks[version];
  if (!check) return `${type} has no version ${version}`;
  const fault = check(data);
  return fault && `data${fault}`;
}

/**
 * A recorded event as the domain knows it today: the data of an older version is brought forward, step by step.
 * @throws {@link InvalidEvent} for a type or a version from the future
 */
export function upcast(event: Pick<WrittenEvent, 'type' | 'version' | 'data'>): VoteEvent {
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
