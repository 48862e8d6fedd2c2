import type { AreaFacts } from '../area/state.ts';
import type { Member } from '../commission.ts';
import type { ElectionFacts } from '../election/state.ts';
import type { Acted } from '../rules/calendar.ts';
import type { RefusalGround } from './events.ts';
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
  readonly facts: {
    readonly election: ElectionFacts | undefined;
    /** The constituency and every area above it, from below; empty when the constituency is not registered. */
    readonly ancestry: readonly ({ readonly code: string } & AreaFacts)[];
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
export interface ApproveBallotText extends InElection {
  readonly type: 'ApproveBallotText';
  /** The candidates' order, where the rule set leaves it to the commission. */
  readonly order?: readonly string[] | undefined;
}
export interface TabulateResult extends InElection {
  readonly type: 'TabulateResult';
  readonly facts: InElection['facts'] & { readonly tabulation: Tabulation | undefined };
}
export interface ApproveResult extends InElection {
  readonly type: 'ApproveResult';
  readonly official: string;
  /** Position of the tabulation that the voice is for. */
  readonly position: number;
  readonly facts: InElection['facts'] & {
    readonly tabulation: Tabulation | undefined;
    /** The commission as composed now, and the revision of that composition. */
    readonly commission: { readonly members: readonly Member[]; readonly revision: number };
  };
}
export interface CallRepeat extends InElection {
  readonly type: 'CallRepeat';
  readonly votingDay: string;
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
  | ApproveBallotText
  | TabulateResult
  | ApproveResult
  | CallRepeat;
