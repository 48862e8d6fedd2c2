import type { BallotBoxEvent } from './events.ts';

/**
 * A box's ballots by batch. `batches` is one private map that grows in place: a box of 3,000 ballots is folded without
 * a copy for each, which is sound because only recorded events are ever folded.
 */
export interface BallotBoxState {
  readonly status: 'none' | 'sealed' | 'closed';
  readonly ballots: number;
  /** Batch id -> its ballots by choice; never their order. */
  readonly batches: Map<string, Map<string, number>>;
}

export function initialBallotBox(): BallotBoxState {
  return { status: 'none', ballots: 0, batches: new Map() };
}

export function evolveBallotBox(state: BallotBoxState, event: BallotBoxEvent): BallotBoxState {
  switch (event.type) {
    case 'BallotBoxSealed':
      return { status: 'sealed', ballots: 0, batches: new Map() };
    case 'BallotCast': {
      if (state.status === 'none') throw new Error('BallotCast in a ballot box that was never sealed');
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
