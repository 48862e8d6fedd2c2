import type { AreaFacts } from '../area/state.ts';
import type { Member } from '../commission.ts';
import type { ElectionFacts } from '../election/state.ts';
import type { Acted } from '../rules/calendar.ts';
import type { CheckpointMark, RefusalGround } from './events.ts';
import type { ContestFacts } from './state.ts';
import type { Tabulation } from './tabulation.ts';

/** What every act on a contest rests on. */
interface InElection extends Acted {
  readonly facts: { readonly election: ElectionFacts | undefined };
}

interface OnCandidate extends InElection {
  readonly candidate: string;
}

export interface CallContest extends Acted {
  readonly type: 'CallContest';
  readonly area: string;
  /** The area whose commission conducts it; absent: as the rule set says. */
  readonly commission?: string | undefined;
  readonly name: { readonly kk?: string; readonly ru?: string; readonly en?: string };
  readonly againstAll: boolean;
  readonly termEnds: string | null;
  /** The contest of an earlier election that this one repeats. */
  readonly repeats?: { readonly election: string; readonly contest: string } | null | undefined;
  readonly facts: {
    readonly election: ElectionFacts | undefined;
    /** The constituency and every area above it, from below; empty when the constituency is not registered. */
    readonly ancestry: readonly ({ readonly code: string } & AreaFacts)[];
    /** Id of the election that the contest is called in. */
    readonly heldIn: string;
    /** The repeated contest. */
    readonly repeated?: ContestFacts | undefined;
  };
}
export interface ExtendNomination extends InElection {
  readonly type: 'ExtendNomination';
  readonly until: string;
  readonly reason: string;
}
export interface NominateCandidate extends OnCandidate {
  readonly type: 'NominateCandidate';
  readonly name: string;
  readonly nominatedBy: 'party' | 'self' | 'akim';
  readonly party: string | null;
}
export interface VerifySignatures extends OnCandidate {
  readonly type: 'VerifySignatures';
  readonly valid: number;
  readonly votersInConstituency: number;
  readonly settlements: { readonly all: number; readonly represented: number } | null;
}
export interface CheckEligibility extends OnCandidate {
  readonly type: 'CheckEligibility';
  readonly eligible: boolean;
}
export interface RegisterCandidate extends OnCandidate {
  readonly type: 'RegisterCandidate';
}
export interface RefuseRegistration extends OnCandidate {
  readonly type: 'RefuseRegistration';
  readonly ground: RefusalGround;
  readonly reason: string;
}
export interface WithdrawCandidate extends OnCandidate {
  readonly type: 'WithdrawCandidate';
}
export interface RevokeNomination extends OnCandidate {
  readonly type: 'RevokeNomination';
  readonly reason: string;
}
export interface CancelRegistration extends OnCandidate {
  readonly type: 'CancelRegistration';
  readonly ground: RefusalGround;
  readonly reason: string;
}
export interface AppealRegistration extends OnCandidate {
  readonly type: 'AppealRegistration';
  readonly reason: string;
  readonly evidence: string;
}
export interface DecideAppeal extends OnCandidate {
  readonly type: 'DecideAppeal';
  readonly granted: boolean;
  readonly reason: string;
  /** The area that the decider's role is for; `null`: the role is for none. */
  readonly decidedBy: string | null;
}
export interface ProlongContest extends InElection {
  readonly type: 'ProlongContest';
  readonly votingDay: string;
  readonly reason: string;
}
export interface ApproveBallotText extends InElection {
  readonly type: 'ApproveBallotText';
  /** The candidates' order, where the rule set leaves it to the commission. */
  readonly order?: readonly string[] | undefined;
}
/** What a result rests on: the figures as they add up now, and the checkpoint that the record stands under. */
type ResultFacts = InElection['facts'] & {
  readonly tabulation: Tabulation | undefined;
  readonly checkpoint: CheckpointMark | null;
};

export interface TabulateResult extends InElection {
  readonly type: 'TabulateResult';
  readonly facts: ResultFacts;
}
export interface ApproveResult extends InElection {
  readonly type: 'ApproveResult';
  readonly official: string;
  /** Position of the tabulation that the voice is for. */
  readonly position: number;
  readonly facts: ResultFacts & {
    /** The commission as composed now, and the revision of that composition. */
    readonly commission: { readonly members: readonly Member[]; readonly revision: number };
  };
}
export interface PublishResult extends InElection {
  readonly type: 'PublishResult';
  readonly where: string;
}
export interface RegisterAkim extends OnCandidate {
  readonly type: 'RegisterAkim';
}
export interface ProposeInvalidation extends InElection {
  readonly type: 'ProposeInvalidation';
  readonly reason: string;
  readonly evidence: string;
  readonly official: string;
}
/** As proposed; by a second person. */
export interface InvalidateContest extends InElection {
  readonly type: 'InvalidateContest';
  readonly official: string;
}
export interface CallRepeat extends InElection {
  readonly type: 'CallRepeat';
  readonly votingDay: string;
  /** The election in which the repeat is held; `null`: not said. */
  readonly heldIn: string | null;
}

export type ContestCommand =
  | CallContest
  | ExtendNomination
  | NominateCandidate
  | VerifySignatures
  | CheckEligibility
  | RegisterCandidate
  | RefuseRegistration
  | WithdrawCandidate
  | RevokeNomination
  | CancelRegistration
  | AppealRegistration
  | DecideAppeal
  | ProlongContest
  | ApproveBallotText
  | TabulateResult
  | ApproveResult
  | PublishResult
  | RegisterAkim
  | ProposeInvalidation
  | InvalidateContest
  | CallRepeat;
