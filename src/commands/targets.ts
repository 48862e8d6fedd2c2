import type { Correction } from '../domain/protocol/events.ts';

/** What a command is about: the codes of its resource. */
export interface ElectionTarget {
  readonly election: string;
}
export interface AreaTarget extends ElectionTarget {
  readonly area: string;
}
export interface PrecinctTarget extends ElectionTarget {
  readonly precinct: string;
}
export interface ContestTarget extends ElectionTarget {
  readonly contest: string;
}
export interface CandidateTarget extends ContestTarget {
  readonly candidate: string;
}
export interface BallotBoxTarget extends ContestTarget {
  readonly precinct: string;
}
export interface ProtocolTarget extends ContestTarget {
  readonly precinct: string;
}
export interface CorrectionTarget extends ProtocolTarget {
  readonly correction: Correction;
}

/** The log that the record is, by its origin. */
export interface LogTarget {
  readonly log: string;
}

/** When an act was done; absent: now. */
export interface Dated {
  readonly at?: string;
}

export interface NameInput {
  readonly kk?: string;
  readonly ru?: string;
  readonly en?: string;
}
