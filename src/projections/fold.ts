import { addressOf, type StreamAddress, type StreamName } from '../domain/stream.ts';
import type { VoteEvent } from '../domain/vote-event.ts';
import { upcast } from '../domain/event-catalogue.ts';
import type { RecordedEvent } from '../event-store/port.ts';
import type { AnyProjection, Part, Projection, View } from './projection.ts';

/** Which event was folded last: enough to go on after it, and to tell whether a record holds it. */
export type Mark = Pick<RecordedEvent, 'position' | 'place' | 'stream' | 'revision' | 'id'>;

type Handler = (part: Part, event: VoteEvent, address: StreamAddress, position: number) => void;

/** One read model being folded: its parts, and the part that the events of the current stream concern. */
class Slot {
  readonly projection: AnyProjection;
  readonly parts = new Map<string, Part>();
  current!: Part;

  constructor(projection: AnyProjection) {
    this.projection = projection;
  }

  part(election: string): Part {
    let part = this.parts.get(election);
    if (!part) this.parts.set(election, (part = this.projection.initial(election)));
    return part;
  }
}

/**
 * Read models folded together, event by event: the one way in which a view comes about, live, rebuilt, or as of the
 * past. An event folded before is passed over, so a record delivered twice folds as one delivered once.
 */
export class Fold {
  readonly #slots: readonly Slot[];
  readonly #handlers = new Map<string, { slot: Slot; handle: Handler }[]>();
  #mark: Mark | undefined;
  #position = -1;
  #stream: StreamName | undefined;
  #address: StreamAddress | undefined;

  constructor(projections: readonly AnyProjection[]) {
    this.#slots = projections.map((projection) => new Slot(projection));
    for (const slot of this.#slots) {
      for (const [type, handle] of Object.entries(slot.projection.on)) {
        const handlers = this.#handlers.get(type) ?? [];
        this.#handlers.set(type, [...handlers, { slot, handle: handle as Handler }]);
      }
    }
  }

  /** The views hold events 0 to this one; -1 before the first. */
  get position(): number {
    return this.#position;
  }

  /** The event after which folding goes on. */
  get mark(): Mark | undefined {
    return this.#mark;
  }

  get projections(): AnyProjection[] {
    return this.#slots.map(({ projection }) => projection);
  }

  view<P extends Part>(projection: Projection<P>): View<P>;
  view(projection: AnyProjection): View<Part>;
  view(projection: AnyProjection): View<Part> {
    const slot = this.#slots.find((candidate) => candidate.projection.name === projection.name);
    if (!slot) throw new Error(`${projection.name} is not folded here`);
    return slot.parts;
  }

  /** @throws Error for an event out of order, or one that a read model cannot make sense of: the views are then spoilt */
  apply(event: RecordedEvent): void {
    const { position, stream } = event;
    if (position <= this.#position) return;
    if (position !== this.#position + 1) throw new Error(`event ${position} came after event ${this.#position}`);
    // Events of one stream mostly come in runs (the ballots of a box), so its name is taken apart once a run.
    if (stream !== this.#stream) this.#turnTo(stream);
    const handlers = this.#handlers.get(event.type);
    if (handlers) this.#handle(event, handlers);
    this.#position = position;
    this.#mark = event;
  }

  /** Goes on from views restored as they were after `mark`: see {@link restorePart}. */
  resumeAfter(mark: Mark): void {
    this.#position = mark.position;
    this.#mark = mark;
  }

  /** The part of a read model for an election, to be restored before folding goes on. */
  restorePart(projection: string, election: string): Part {
    const slot = this.#slots.find((candidate) => candidate.projection.name === projection)!;
    return slot.part(election);
  }

  #handle(event: RecordedEvent, handlers: readonly { slot: Slot; handle: Handler }[]): void {
    try {
      const known = upcast(event);
      for (const { slot, handle } of handlers) handle(slot.current, known, this.#address!, event.position);
    } catch (cause) {
      const what = `event ${event.position}, ${event.type} of ${event.stream}, cannot be folded`;
      throw new Error(`${what}: ${(cause as Error).message}`, { cause });
    }
  }

  #turnTo(stream: StreamName): void {
    const address = addressOf(stream);
    if (!address) throw new Error(`${stream} is not the name of a stream`);
    for (const slot of this.#slots) slot.current = slot.part(address.election);
    this.#stream = stream;
    this.#address = address;
  }
}
