import type { EventMeta } from '../../domain/event-meta.ts';
import { upcast } from '../../domain/event-catalogue.ts';
import { addressOf, type StreamAddress } from '../../domain/stream.ts';
import type { VoteEvent } from '../../domain/vote-event.ts';
import type { Leaf } from '../formats/leaf.ts';
import type { Kind } from './kinds.ts';

/** What one command recorded: events that follow each other in one stream, as the domain knows them today. */
export interface Act<E extends VoteEvent = VoteEvent> {
  /** Position of the first event; the others follow it. */
  readonly index: number;
  /** Origin of the log. */
  readonly log: string;
  readonly stream: string;
  readonly kind: Kind;
  readonly address: StreamAddress;
  readonly events: readonly [E, ...E[]];
  readonly meta: EventMeta;
  /** Revision of the last event. */
  readonly revision: number;
  /** What of it no one command can have left so: the position, and why. */
  readonly strange: readonly { readonly index: number; readonly message: string }[];
}

/** Puts leaves together to acts. A leaf that is no event of its stream stands in no act: that is another check's finding. */
export class Acts {
  #leaves: Leaf[] = [];
  #events: VoteEvent[] = [];

  /** The act that ended before this leaf, if one did. @throws Error for an event of no kind, or of no stream, known here */
  push(leaf: Leaf): Act | undefined {
    const event = upcast(leaf);
    const [first] = this.#leaves;
    const ended =
      first && (first.stream !== leaf.stream || first.meta.commandId !== leaf.meta.commandId) ? this.end() : undefined;
    this.#leaves.push(leaf);
    this.#events.push(event);
    return ended;
  }

  /** The act that is under way, if one is: nothing of it follows any more. */
  end(): Act | undefined {
    const [leaves, [event, ...events]] = [this.#leaves, this.#events];
    this.#leaves = [];
    this.#events = [];
    const first = leaves[0];
    if (!first || !event) return undefined;
    const address = addressOf(first.stream);
    if (!address || address.kind === 'checkpoint')
      throw new Error(`${first.stream} is the name of no stream of leaves`);
    return {
      index: first.index,
      log: first.log,
      stream: first.stream,
      kind: address.kind,
      address,
      events: [event, ...events],
      meta: first.meta,
      revision: leaves.at(-1)!.revision,
      strange: strangeIn(leaves, first),
    };
  }
}

/** One command has one requester and one moment, and gives each event an id of its own. */
function strangeIn(leaves: readonly Leaf[], first: Leaf): Act['strange'] {
  const ids = new Set<string>();
  const found: { index: number; message: string }[] = [];
  for (const { index, id, type, meta } of leaves) {
    if (ids.has(id)) found.push({ index, message: `${type}: the event ${id} stands there twice` });
    ids.add(id);
    if (meta !== first.meta && !isSameMeta(meta, first.meta)) {
      found.push({ index, message: `${type}: one command has two requesters or moments` });
    }
  }
  return found;
}

function isSameMeta(a: EventMeta, b: EventMeta): boolean {
  return (
    a.actor === b.actor &&
    a.role === b.role &&
    a.area === b.area &&
    a.recordedAt === b.recordedAt &&
    a.correlationId === b.correlationId &&
    a.causationId === b.causationId &&
    a.reason === b.reason &&
    a.signature?.key === b.signature?.key &&
    a.signature?.signature === b.signature?.signature
  );
}
