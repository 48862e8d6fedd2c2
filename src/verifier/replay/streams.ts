import type { EventMeta } from '../../domain/event-meta.ts';
import { type Proposer, proposerAfter } from '../../domain/proposal.ts';
import type { PrecinctState } from '../../domain/precinct/state.ts';
import { streams as names } from '../../domain/stream.ts';
import type { VoteEvent } from '../../domain/vote-event.ts';
import type { Act } from './act.ts';
import { deciderOf, type Kind, type StateOf } from './kinds.ts';

/**
 * How long before the moment that an act names others may have recorded what the act did not see yet, in milliseconds.
 * Facts of other streams are read without a lock, after the moment that `recordedAt` names and before the append: what
 * another process records between is earlier in the log and was not seen. Nobody waits longer than this for a decision.
 */
export const overlap = 60_000;

/** Whether two acts may have been decided side by side, the later one without a sight of the earlier. */
export function mayOverlap(earlier: number, { recordedAt }: EventMeta): boolean {
  return earlier >= Date.parse(recordedAt) - overlap;
}

/** As many earlier states of a stream as are kept. */
const mostEarlier = 4;

/** A stream as it stood; a revision of -1: without an event. */
export interface Standing {
  readonly state: unknown;
  readonly revision: number;
  /** Who has proposed what waits for a second person; absent: nothing does. */
  readonly proposer?: Proposer | undefined;
}

interface Folded {
  standing: Standing;
  /** Before each of the last acts, oldest first, with the moment of that act. */
  earlier: { readonly standing: Standing; readonly until: number }[];
}

/** Every stream folded by its own decider, and how it stood before the acts that others may not have seen. */
export class Streams {
  readonly #folded = new Map<string, Folded>();
  readonly #whenPosted = new Map<string, PrecinctState['members']>();

  /** @param back so many acts ago, at most {@link depth} */
  at(stream: string, kind: Kind, back = 0): Standing {
    const folded = this.#folded.get(stream);
    if (!folded) return { state: deciderOf(kind).initialState, revision: -1 };
    return back === 0 ? folded.standing : folded.earlier.at(-back)!.standing;
  }

  /** A stream as it stands now, by its kind. */
  stateOf<K extends Kind>(stream: string, kind: K): StateOf<K> {
    return this.at(stream, kind).state as StateOf<K>;
  }

  /** How many of a stream's last acts somebody may not have seen who decided at that moment. */
  depth(stream: string, meta: EventMeta): number {
    const earlier = this.#folded.get(stream)?.earlier ?? [];
    const unseen = earlier.toReversed().findIndex(({ until }) => !mayOverlap(until, meta));
    return unseen < 0 ? earlier.length : unseen;
  }

  /** Who sat in the precinct's commission when its protocol was posted last, by the order of the log; absent: it was not. */
  whenPosted(protocol: string): PrecinctState['members'] | undefined {
    return this.#whenPosted.get(protocol);
  }

  /** To be called before the events of an act are folded. */
  begin({ stream, kind, meta }: Act): void {
    let folded = this.#folded.get(stream);
    if (!folded) this.#folded.set(stream, (folded = { standing: this.at(stream, kind), earlier: [] }));
    const until = Date.parse(meta.recordedAt);
    folded.earlier = folded.earlier.filter((each) => mayOverlap(each.until, meta)).slice(1 - mostEarlier);
    folded.earlier.push({ standing: folded.standing, until });
  }

  fold({ stream, kind, address, meta }: Act, event: VoteEvent): void {
    if (event.type === 'ProtocolPosted') {
      const precinct = names.precinct(address.election, address.precinct);
      this.#whenPosted.set(stream, this.stateOf(precinct, 'precinct').members);
    }
    const folded = this.#folded.get(stream)!;
    const { state, revision, proposer } = folded.standing;
    folded.standing = {
      state: deciderOf(kind).evolve(state, event),
      revision: revision + 1,
      proposer: proposerAfter(proposer, event.type, meta),
    };
  }
}
