import type { EventNamed } from '../projection.ts';
import { Rows } from '../rows.ts';
import type { ContestStatus } from './status.ts';

export interface Candidate extends Omit<EventNamed<'CandidateNominated'>['data'], 'candidate' | 'at'> {
  readonly code: string;
  readonly nominatedAt: string;
  readonly status: 'nominated' | 'registered' | 'refused' | 'withdrawn';
  readonly signatures: Omit<EventNamed<'SignaturesVerified'>['data'], 'candidate'> | null;
  /** As found by the check; `null` before it. */
  readonly eligible: boolean | null;
  readonly refusal: Omit<EventNamed<'RegistrationRefused'>['data'], 'candidate'> | null;
}

export interface Contest extends Omit<EventNamed<'ContestCalled'>['data'], 'at'> {
  readonly code: string;
  readonly calledAt: string;
  readonly status: ContestStatus;
  /** Until when nomination was last extended. */
  readonly nominationExtendedUntil: string | null;
  /** In the order of their nomination. */
  readonly candidates: readonly Candidate[];
  /** The lines of the approved ballot, from the top: candidates' codes, and `against-all` where it has that line. */
  readonly ballot: readonly string[] | null;
  /** The figures last put to the vote; the results answer as of `position` shows them. */
  readonly tabulation: EventNamed<'ResultTabulated'>['data'] | null;
  /** Official ids of those who approved this tabulation. */
  readonly approvals: readonly string[];
  readonly certified: EventNamed<'ResultCertified'>['data'] | null;
  readonly tie: EventNamed<'TieDeclared'>['data'] | null;
  readonly repeat: { readonly of: 'voting' | 'election'; readonly votingDay: string } | null;
}

/** All contests of an election. */
export class ContestsPart extends Rows<Contest> {
  updateCandidate(contest: string, code: string, change: Partial<Candidate>): void {
    this.update(contest, ({ candidates }) => ({
      candidates: candidates.map((candidate) => (candidate.code === code ? { ...candidate, ...change } : candidate)),
    }));
  }
}
