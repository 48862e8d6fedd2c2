import type { Repeats } from './events.ts';

export interface CandidateState {
  readonly name: string;
  readonly nominatedBy: 'party' | 'self' | 'akim';
  readonly status: 'nominated' | 'registered' | 'refused' | 'withdrawn' | 'revoked' | 'cancelled';
  readonly signatures?: {
    readonly valid: number;
    readonly votersInConstituency: number;
    readonly settlements: { readonly all: number; readonly represented: number } | null;
  };
  /** Absent until checked. */
  readonly eligible?: boolean;
  /** The refusal or cancellation that stands. */
  readonly denial?: Denial | undefined;
}

/** A refusal or a cancellation of registration, and the one appeal that it admits. */
export interface Denial {
  readonly at: string;
  readonly appealedAt?: string;
  readonly decided?: boolean;
}

/** The figures put to the vote, and the voices for them; a later tabulation replaces both. */
export interface Tabulated {
  readonly position: number;
  readonly digest: string;
  readonly votes: Readonly<Record<string, number>>;
  readonly approvedBy: readonly string[];
}

/** That the contest is void, as one person says: nothing yet. */
export interface Proposal {
  readonly reason: string;
  readonly evidence: string;
  readonly official: string;
  readonly at: string;
}

/** What holds of a contest from its call on. */
export interface Seat {
  readonly area: string;
  readonly commission: string;
  readonly againstAll: boolean;
  readonly repeats: Repeats | null;
  /** The contest's own voting day, once it is prolonged; absent: the election's. */
  readonly votingDay?: string;
  /** Until when nomination was extended; absent: it was not. */
  readonly extendedUntil?: string;
  readonly candidates: ReadonlyMap<string, CandidateState>;
}

interface WithBallotText extends Seat {
  /** Lines of the approved ballot text. */
  readonly lines: readonly string[];
  readonly proposal?: Proposal;
}

/** Candidates are still found. */
export type NominationStage = Seat & { readonly stage: 'nomination' };
/** Who stands is settled, and what they got is not. */
export type BallotStage = WithBallotText & { readonly stage: 'ballot-approved' };
export type TabulatedStage = WithBallotText & { readonly stage: 'tabulated'; readonly tabulated: Tabulated };
/** A contest that acts can still change. */
export type OpenContest = NominationStage | BallotStage | TabulatedStage;

/** Established as of a position. Once published, or the akim registered, it stays so. */
export type CertifiedStage = WithBallotText & {
  readonly stage: 'certified';
  readonly position: number;
  readonly winner: string;
  readonly certifiedAt: string;
  readonly publishedAt?: string;
  readonly akimRegisteredAt?: string;
};
export type TieStage = WithBallotText & {
  readonly stage: 'tie';
  readonly position: number;
  readonly tied: readonly string[];
};
export type InvalidatedStage = WithBallotText & { readonly stage: 'invalidated' };
/** `candidates`: who alone stand in a repeat voting; `null`: a repeat election. */
export type RepeatStage = WithBallotText & {
  readonly stage: 'repeat-called';
  readonly repeat: {
    readonly votingDay: string;
    readonly heldIn: string | null;
    readonly candidates: readonly string[] | null;
  };
};

/** A contest whose result is established, or of which nothing came. */
export type EndedContest = CertifiedStage | TieStage | InvalidatedStage | RepeatStage;

export type ContestState = { readonly stage: 'not-called' } | OpenContest | EndedContest;

export const initialContest: ContestState = { stage: 'not-called' };

/** What others may rest on: the constituency, the ballot text while it stands, and that the result is established. */
export interface ContestFacts {
  readonly area: string;
  readonly commission: string;
  /** The contest's own voting day, once it is prolonged; `undefined`: the election's. */
  readonly votingDay: string | undefined;
  readonly lines: readonly string[] | undefined;
  /** Certified, a tie declared, or void: no ballot can be added any more. */
  readonly decided: boolean;
  /** Published, or the akim registered: no recount can be ordered any more. */
  readonly final: boolean;
  /** The repeat it leads to; `undefined`: none is called. */
  readonly repeat: RepeatStage['repeat'] | undefined;
}

export function contestFacts(state: ContestState): ContestFacts | undefined {
  if (state.stage === 'not-called') return undefined;
  const { area, commission, votingDay, stage } = state;
  return {
    area,
    commission,
    votingDay,
    lines: stage === 'nomination' ? undefined : state.lines,
    decided: stage !== 'nomination' && stage !== 'ballot-approved' && stage !== 'tabulated',
    final: stage === 'certified' && isFinal(state),
    repeat: stage === 'repeat-called' ? state.repeat : undefined,
  };
}

/** Whether a certified result can no longer change. */
export function isFinal({ publishedAt, akimRegisteredAt }: CertifiedStage): boolean {
  return publishedAt !== undefined || akimRegisteredAt !== undefined;
}

/** Codes of the candidates who have this status, in the order of their nomination. */
export function candidatesWho({ candidates }: Seat, status: CandidateState['status']): readonly string[] {
  return [...candidates].filter(([, candidate]) => candidate.status === status).map(([code]) => code);
}

/** How many stand: nominated or registered, neither refused nor gone. */
export function standing(seat: Seat): number {
  return candidatesWho(seat, 'nominated').length + candidatesWho(seat, 'registered').length;
}

/** Whether the tied alone stand, who were registered before: nothing of their nomination is asked again. */
export function isRepeatVoting({ repeats }: Seat): boolean {
  return repeats !== null && repeats.candidates !== null;
}
