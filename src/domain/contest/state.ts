import type { ContestEvent } from './events.ts';

export interface CandidateState {
  readonly name: string;
  readonly nominatedBy: 'party' | 'self' | 'akim';
  readonly status: 'nominated' | 'registered' | 'refused' | 'withdrawn';
  readonly signatures?: {
    readonly valid: number;
    readonly votersInConstituency: number;
    readonly settlements: { readonly all: number; readonly represented: number } | null;
  };
  /** Absent until checked. */
  readonly eligible?: boolean;
}

/** The figures put to the vote, and the voices for them; a later tabulation replaces both. */
export interface Tabulated {
  readonly position: number;
  readonly digest: string;
  readonly votes: Readonly<Record<string, number>>;
  readonly approvedBy: readonly string[];
}

/** What holds of a contest from its call on. */
export interface Seat {
  readonly area: string;
  readonly commission: string;
  readonly againstAll: boolean;
  /** Until when nomination was extended; absent: it was not. */
  readonly extendedUntil?: string;
  readonly candidates: ReadonlyMap<string, CandidateState>;
}

interface WithBallotText extends Seat {
  /** Lines of the approved ballot text. */
  readonly lines: readonly string[];
}

/** Candidates are still found. */
export type NominationStage = Seat & { readonly stage: 'nomination' };
/** Who stands is settled, and what they got is not. */
export type BallotStage = WithBallotText & { readonly stage: 'ballot-approved' };
export type TabulatedStage = WithBallotText & { readonly stage: 'tabulated'; readonly tabulated: Tabulated };
/** A contest that acts can still change. */
export type OpenContest = NominationStage | BallotStage | TabulatedStage;

/** A contest whose result is established, or was a tie. */
export type EndedContest = WithBallotText &
  (
    | { readonly stage: 'certified'; readonly winner: string }
    | { readonly stage: 'tie'; readonly tied: readonly string[] }
    | { readonly stage: 'repeat-called'; readonly votingDay: string }
  );

export type ContestState = { readonly stage: 'not-called' } | OpenContest | EndedContest;

export const initialContest: ContestState = { stage: 'not-called' };

/** What others may rest on: the constituency, the ballot text once approved, and that the result is established. */
export interface ContestFacts {
  readonly area: string;
  readonly commission: string;
  readonly lines: readonly string[] | undefined;
  /** Certified, or a tie declared: no ballot can be added any more. */
  readonly decided: boolean;
}

export function contestFacts(state: ContestState): ContestFacts | undefined {
  if (state.stage === 'not-called') return undefined;
  const { area, commission } = state;
  return {
    area,
    commission,
    lines: state.stage === 'nomination' ? undefined : state.lines,
    decided: state.stage === 'certified' || state.stage === 'tie' || state.stage === 'repeat-called',
  };
}

/** Codes of the candidates who have this status, in the order of their nomination. */
export function candidatesWho({ candidates }: Seat, status: CandidateState['status']): readonly string[] {
  return [...candidates].filter(([, candidate]) => candidate.status === status).map(([code]) => code);
}

/** How many stand: nominated or registered, neither refused nor gone. */
export function standing(seat: Seat): number {
  return candidatesWho(seat, 'nominated').length + candidatesWho(seat, 'registered').length;
}

/** Total: an event that no decider would have recorded at this stage leaves the state as it is. */
export function evolveContest(state: ContestState, event: ContestEvent): ContestState {
  if (event.type === 'ContestCalled') {
    const { area, commission, againstAll } = event.data;
    return { stage: 'nomination', area, commission, againstAll, candidates: new Map() };
  }
  if (state.stage === 'not-called') return state;
  switch (event.type) {
    case 'NominationExtended':
      return { ...state, extendedUntil: event.data.until };
    case 'CandidateNominated': {
      const { candidate, name, nominatedBy } = event.data;
      const candidates = new Map(state.candidates).set(candidate, { name, nominatedBy, status: 'nominated' });
      return { ...state, candidates };
    }
    case 'SignaturesVerified': {
      const { candidate, valid, votersInConstituency, settlements } = event.data;
      return withCandidate(state, candidate, { signatures: { valid, votersInConstituency, settlements } });
    }
    case 'EligibilityChecked':
      return withCandidate(state, event.data.candidate, { eligible: event.data.eligible });
    case 'CandidateRegistered':
      return withCandidate(state, event.data.candidate, { status: 'registered' });
    case 'RegistrationRefused':
      return withCandidate(state, event.data.candidate, { status: 'refused' });
    case 'CandidateWithdrawn':
      return withCandidate(state, event.data.candidate, { status: 'withdrawn' });
    case 'BallotTextApproved':
      return state.stage === 'nomination' ? { ...state, stage: 'ballot-approved', lines: event.data.lines } : state;
    case 'ResultTabulated': {
      if (state.stage !== 'ballot-approved' && state.stage !== 'tabulated') return state;
      const { position, digest, votes } = event.data;
      return { ...state, stage: 'tabulated', tabulated: { position, digest, votes, approvedBy: [] } };
    }
    case 'ResultApproved': {
      if (state.stage !== 'tabulated') return state;
      const { tabulated } = state;
      return { ...state, tabulated: { ...tabulated, approvedBy: [...tabulated.approvedBy, event.data.official] } };
    }
    case 'ResultCertified':
      return state.stage === 'tabulated' ? { ...state, stage: 'certified', winner: event.data.winner } : state;
    case 'TieDeclared':
      return state.stage === 'tabulated' ? { ...state, stage: 'tie', tied: event.data.candidates } : state;
    case 'RepeatVotingCalled':
    case 'RepeatElectionCalled':
      return state.stage === 'tie' ? { ...state, stage: 'repeat-called', votingDay: event.data.votingDay } : state;
  }
}

function withCandidate<S extends Seat>(state: S, code: string, change: Partial<CandidateState>): S {
  const before = state.candidates.get(code);
  if (!before) return state;
  return { ...state, candidates: new Map(state.candidates).set(code, { ...before, ...change }) };
}
