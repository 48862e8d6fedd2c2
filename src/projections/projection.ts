import type { StreamAddress } from '../domain/stream.ts';
import type { VoteEvent, VoteEventType } from '../domain/vote-event.ts';

export type EventNamed<T extends VoteEventType> = Extract<VoteEvent, { type: T }>;

/**
 * What one read model does with the events it folds; it names each of them, and is given no other. Handlers change the
 * part they are given and nothing else. They may rest on order: what an event speaks of was recorded before it.
 */
export type Handlers<P> = {
  readonly [T in VoteEventType]?: (part: P, event: EventNamed<T>, address: StreamAddress, position: number) => void;
};

/**
 * What a read model knows of one election. Changed in place while it is folded. `save` and `restore` carry it through
 * a snapshot, as JSON values in an order that can be restored one by one.
 */
export interface Part {
  /** SHA-256 of all that answers can show of it. */
  readonly digest: string;
  save(): Iterable<unknown>;
  restore(saved: never): void;
}

/** A read model of whatever parts. */
export interface AnyProjection {
  readonly name: string;
  /** Goes up whenever the same events would fold, or be saved, differently: older snapshots are then ignored. */
  readonly version: number;
  /** What is known of an election before its first event. */
  initial(election: string): Part;
  readonly on: object;
}

/** A read model: a pure fold of the record, kept in memory. Its answers come from the queries beside it. */
export interface Projection<P extends Part> extends AnyProjection {
  initial(election: string): P;
  readonly on: Handlers<P>;
}

/** A read model at one position: its parts by election id, for every election of which anything was recorded. */
export type View<P extends Part> = ReadonlyMap<string, P>;

/** Read models at one and the same position. */
export interface Views {
  view<P extends Part>(projection: Projection<P>): View<P>;
}
