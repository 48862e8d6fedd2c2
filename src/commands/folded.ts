import { LRUCache } from 'lru-cache';
import type { Decider } from '../domain/decider.ts';
import type { EventMeta } from '../domain/event-meta.ts';
import { type Proposer, proposerAfter } from '../domain/proposal.ts';
import type { StreamName } from '../domain/stream.ts';
import type { VoteEvent } from '../domain/vote-event.ts';
import { upcast } from '../domain/event-catalogue.ts';
import type { EventReader, RecordedEvent } from '../event-store/port.ts';

/** What a command recorded, as its requester is told. */
export interface Receipt {
  readonly stream: StreamName;
  /** Revision of the last event of the command. */
  readonly revision: number;
  /** Position of that event in the record: a read model that stands there has seen the command. */
  readonly position: number;
  /** The kinds of event recorded, each once, in order. */
  readonly events: readonly string[];
}

/** A stream folded as far as it is known here: its state, and what each command left in it. */
export interface Folded<State> {
  state: State;
  /** Revision of the last event folded; -1 before the first. */
  revision: number;
  /** Position of that event; -1 before the first. */
  position: number;
  /** Who has proposed what waits for a second person; absent: nothing does. */
  proposer?: Proposer | undefined;
  /** By command id: the id of the command's first event, and the receipt. */
  readonly commands: Map<string, { readonly firstId: string; receipt: Receipt }>;
}

/** What of a decider folds. */
export type Fold<State> = Pick<Decider<never, State, never>, 'initialState' | 'evolve'>;

/**
 * Streams folded and kept, so that a stream of 3,000 ballots is not read again for each batch. What is kept may be
 * behind the record when another process writes too: a decision is safe all the same, since its append names the
 * revision it rests on.
 */
export class FoldedStreams {
  readonly #reader: EventReader;
  readonly #kept = new LRUCache<StreamName, Folded<unknown>>({ max: 5_000 });

  constructor(reader: EventReader) {
    this.#reader = reader;
  }

  /** The stream as known here, without a look at the record unless it is not known at all or `fresh` asks for one. */
  async fold<State>(stream: StreamName, decider: Fold<State>, fresh: boolean): Promise<Folded<State>> {
    let folded = this.#kept.get(stream) as Folded<State> | undefined;
    if (folded && !fresh) return folded;
    folded ??= { state: decider.initialState, revision: -1, position: -1, commands: new Map() };
    for await (const event of this.#reader.readStream(stream, folded.revision + 1)) this.take(folded, decider, event);
    if (folded.revision >= 0) this.#kept.set(stream, folded);
    return folded;
  }

  /** Folds one recorded event; one that another read has folded meanwhile is passed over. */
  take<State>(folded: Folded<State>, decider: Fold<State>, event: RecordedEvent): void {
    if (event.revision !== folded.revision + 1) return;
    evolve(folded, decider, upcast(event), event.meta);
    folded.revision = event.revision;
    folded.position = event.position;
    note(folded, event.meta.commandId, event.id, {
      stream: event.stream,
      revision: event.revision,
      position: event.position,
      events: [event.type],
    });
  }

  /** Folds what this process has just appended, without reading it back. */
  takeAppended<State>(
    folded: Folded<State>,
    decider: Fold<State>,
    events: readonly VoteEvent[],
    meta: EventMeta,
    command: { readonly firstId: string; readonly receipt: Receipt },
  ): void {
    if (folded.revision !== command.receipt.revision - events.length) return;
    for (const event of events) evolve(folded, decider, event, meta);
    folded.revision = command.receipt.revision;
    folded.position = command.receipt.position;
    note(folded, meta.commandId, command.firstId, command.receipt);
    this.#kept.set(command.receipt.stream, folded);
  }
}

function evolve<State>(folded: Folded<State>, decider: Fold<State>, event: VoteEvent, meta: EventMeta): void {
  folded.state = decider.evolve(folded.state, event as never);
  folded.proposer = proposerAfter(folded.proposer, event.type, meta);
}

function note(folded: Folded<unknown>, commandId: string, firstId: string, receipt: Receipt): void {
  const known = folded.commands.get(commandId);
  if (!known) {
    folded.commands.set(commandId, { firstId, receipt });
    return;
  }
  const kinds = known.receipt.events;
  known.receipt = { ...receipt, events: kinds.includes(receipt.events[0]!) ? kinds : [...kinds, ...receipt.events] };
}
