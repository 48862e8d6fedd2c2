import type { EventNamed } from '../projection.ts';
import { Rows } from '../rows.ts';
import type { ContestStatus } from './status.ts';

export interface Candidate extends Omit<EventNamed<'CandidateNominated'>['data'], 'candidate' | 'at'> {
  readonly code: string;
  readonly nominatedAt: string;
  readonly status: 'nominated' | 'registered' | 'refused' | 'withdrawn' | 'revoked' | 'cancelled';
  readonly signatures: Omit<EventNamed<'SignaturesVerified'>['data'], 'candidate'> | null;
  /** As found by the check; `null` before it. */
  readonly eligible: boolean | null;
  readonly refusal: OfCandidate<'RegistrationRefused'> | null;
  readonly revocation: OfCandidate<'NominationRevoked'> | null;
  readonly cancellation: OfCandidate<'RegistrationCancelled'> | null;
  /** Against the refusal or the cancellation, in the order they were filed. */
  readonly appeals: readonly Appeal[];
}

/** What an event says of a candidate. */
type OfCandidate<T extends 'RegistrationRefused' | 'NominationRevoked' | 'RegistrationCancelled' | 'AppealDecided'> =
  Omit<EventNamed<T>['data'], 'candidate'>;

export interface Appeal extends Omit<EventNamed<'RegistrationAppealed'>['data'], 'candidate'> {
  /** `null` while it is pending. */
  readonly decision: OfCandidate<'AppealDecided'> | null;
}

export interface Contest extends Omit<EventNamed<'ContestCalled'>['data'], 'at'> {
  readonly code: string;
  readonly calledAt: string;
  readonly status: ContestStatus;
  /** The contest's own voting day; `null`: the election's. */
  readonly votingDay: string | null;
  /** Each time that it was put off, in their order. */
  readonly prolongations: readonly EventNamed<'ContestProlonged'>['data'][];
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
  /** The certificate that stands. */
  readonly certified: EventNamed<'ResultCertified'>['data'] | null;
  /** Every certificate there was, in their order: an earlier one fell when the result was tabulated again. */
  readonly certificates: readonly EventNamed<'ResultCertified'>['data'][];
  readonly tie: EventNamed<'TieDeclared'>['data'] | null;
  readonly published: EventNamed<'ResultPublished'>['data'] | null;
  readonly akimRegistered: EventNamed<'AkimRegistered'>['data'] | null;
  /** As last proposed; it holds once a second person has said so. */
  readonly invalidationProposed: EventNamed<'InvalidationProposed'>['data'] | null;
  readonly invalidated: EventNamed<'ContestInvalidated'>['data'] | null;
  readonly repeat: {
    readonly of: 'voting' | 'election';
    readonly votingDay: string;
    /** Id of the election in which it is held; `null`: not said. */
    readonly heldIn: string | null;
  } | null;
}

/** All contests of an election. */
export class ContestsPart extends Rows<Contest> {
  updateCandidate(contest: string, code: string, change: Partial<Candidate>): void {
    this.update(contest, ({ candidates }) => ({
      candidates: candidates.map((candidate) => (candidate.code === code ? { ...candidate, ...change } : candidate)),
    }));
  }

  updateAppeals(contest: string, code: string, change: (appeals: readonly Appeal[]) => readonly Appeal[]): void {
    const candidate = this.get(contest)?.candidates.find((each) => each.code === code);
    if (candidate) this.updateCandidate(contest, code, { appeals: change(candidate.appeals) });
  }
}
