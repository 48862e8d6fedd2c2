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

export type Outcome =
  | { readonly kind: 'certified'; readonly winner: string }
  | { readonly kind: 'tie'; readonly candidates: readonly string[] }
  | { readonly kind: 'repeat-called'; readonly votingDay: string };

export interface CalledContest {
  readonly area: string;
  readonly commission: string;
  readonly againstAll: boolean;
  /** Until when nomination was extended; absent: it was not. */
  readonly extendedUntil?: string;
  readonly candidates: ReadonlyMap<string, CandidateState>;
  /** Lines of the approved ballot text. */
  readonly lines?: readonly string[];
  readonly tabulated?: Tabulated;
  readonly outcome?: Outcome;
}

/** `undefined` until the contest is called. */
export type ContestState = CalledContest | undefined;

/** What others may rest on: the constituency, the ballot text once approved, and that the result is established. */
export interface ContestFacts {
  readonly area: string;
  readonly commission: string;
  readonly lines: readonly string[] | undefined;
  /** Certified, or a tie declared: no ballot can be added any more. */
  readonly decided: boolean;
}

export function contestFacts(state: ContestState): ContestFacts | undefined {
  return (
    state && {
      area: state.area,
      commission: state.commission,
      lines: state.lines,
      decided: state.outcome !== undefined,
    }
  );
}

export function registeredCandidates(state: CalledContest): readonly string[] {
  return [...state.candidates].filter(([, candidate]) => candidate.status === 'registered').map(([code]) => code);
}

/** Candidates that stand: nominated or registered, neither refused nor gone. */
export function standing(state: CalledContest): number {
  return [...state.candidates.values()].filter(({ status }) => status === 'nominated' || status === 'registered')
    .length;
}

export function evolveContest(state: ContestState, event: ContestEvent): ContestState {
  if (event.type === 'ContestCalled') {
    const { area, commission } = event.data;
    return { area, commission, againstAll: event.data.againstAll, candidates: new Map() };
  }
  if (!state) throw new Error(`${event.type} in a contest that was never called`);
  switch (event.type) {
    case 'NominationExtended':
      return { ...state, extendedUntil: event.data.until };
    case 'CandidateNominated': {
      const { candidate, name, nominatedBy } = event.data;
      return withCandidate(state, candidate, { name, nominatedBy, status: 'nominated' });
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
      return { ...state, lines: event.data.lines };
    case 'ResultTabulated': {
      const { position, digest, votes } = event.data;
      return { ...state, tabulated: { position, digest, votes, approvedBy: [] } };
    }
    case 'ResultApproved': {
      const { tabulated } = state;
      if (!tabulated) throw new Error('ResultApproved before ResultTabulated');
      return { ...state, tabulated: { ...tabulated, approvedBy: [...tabulated.approvedBy, event.data.official] } };
    }
    case 'ResultCertified':
      return { ...state, outcome: { kind: 'certified', winner: event.data.winner } };
    case 'TieDeclared':
      return { ...state, outcome: { kind: 'tie', candidates: event.data.candidates } };
    case 'RepeatVotingCalled':
    case 'RepeatElectionCalled':
      return { ...state, outcome: { kind: 'repeat-called', votingDay: event.data.votingDay } };
  }
}

function withCandidate(state: CalledContest, code: string, change: Partial<CandidateState>): CalledContest {
  const before = state.candidates.get(code);
  const candidates = new Map(state.candidates).set(code, { ...before, ...change } as CandidateState);
  return { ...state, candidates };
}
