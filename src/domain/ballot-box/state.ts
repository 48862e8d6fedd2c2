import { type BallotBoxEvent, invalidLine } from './events.ts';

/** A box that is sealed, its ballots by batch. */
interface SealedBox {
  readonly status: 'sealed' | 'closed';
  readonly ballots: number;
  /**
   * Batch id -> its ballots by choice; never their order. One map that belongs to this box's state and grows in place:
   * 3,000 ballots are folded without a copy for each. That is sound since only recorded events are folded, each once,
   * and nobody keeps an earlier state: a decision that is taken again reads the same map.
   */
  readonly batches: Map<string, Map<string, number>>;
}

export type BallotBoxState = { readonly status: 'none' } | SealedBox;

/** Total: ballots of a box that was never sealed, which no decider records, are passed over. */
export function evolveBallotBox(state: BallotBoxState, event: BallotBoxEvent): BallotBoxState {
  if (event.type === 'BallotBoxSealed') return { status: 'sealed', ballots: 0, batches: new Map() };
  if (state.status === 'none') return state;
  switch (event.type) {
    case 'BallotCast': {
      const { batch, choice } = event.data;
      let tally = state.batches.get(batch);
      if (!tally) state.batches.set(batch, (tally = new Map()));
      tally.set(choice, (tally.get(choice) ?? 0) + 1);
      return { ...state, ballots: state.ballots + 1 };
    }
    case 'BallotBoxClosed':
      return { ...state, status: 'closed' };
  }
}

/** A closed box's ballots by line, all invalid ones under `invalid`; `undefined` while they are not final. */
export function finalTally(state: BallotBoxState): ReadonlyMap<string, number> | undefined {
  if (state.status !== 'closed') return undefined;
  const tally = new Map<string, number>();
  for (const batch of state.batches.values()) {
    for (const [choice, n] of batch) {
      const line = choice.startsWith('invalid:') ? invalidLine : choice;
      tally.set(line, (tally.get(line) ?? 0) + n);
    }
  }
  return tally;
}
