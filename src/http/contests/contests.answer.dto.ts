import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import type { ContestStatus } from '../../projections/contests/status.ts';
import type { Contest } from '../../projections/contests/view.ts';
import { Answer, NameAnswer, PageAnswer } from '../answer.dto.ts';
import { CandidateItem } from '../candidates/candidates.answer.dto.ts';

/** The checkpoint that the record stood under. */
export class CheckpointItem {
  /** Events covered. */
  readonly size!: number;

  /** Of the tree over them, SHA-256. */
  readonly root!: string;
}

/** The figures put to the vote; the results answer as of `position` shows them, under `digest`. */
export class TabulationItem {
  readonly position!: number;
  readonly digest!: string;
  readonly basis!: 'ballots' | 'protocols';
  readonly ballotsInBoxes!: number | null;
  readonly ballotsInvalid!: number | null;
  readonly ballotsValid!: number | null;

  /** By candidate's code. */
  readonly votes!: Record<string, number>;
  readonly votesAgainstAll!: number | null;
  readonly at!: string;

  /** `null`: the record stood under none. */
  readonly checkpoint!: CheckpointItem | null;
}

/** The certified result. */
export class CertifiedItem {
  readonly position!: number;
  readonly digest!: string;

  /** Candidate's code. */
  readonly winner!: string;
  readonly votes!: number;
  readonly at!: string;

  /** `null`: the record stood under none. */
  readonly checkpoint!: CheckpointItem | null;
}

/** Several candidates with the most votes. */
export class TieItem {
  readonly position!: number;
  readonly digest!: string;

  /** Codes. */
  readonly candidates!: string[];
  readonly votes!: number;
  readonly at!: string;
}

export class RepeatItem {
  readonly of!: 'voting' | 'election';
  readonly votingDay!: string;

  /** Id of the election in which it is held; `null`: not said. */
  readonly heldIn!: string | null;
}

/** The contest that is repeated. */
export class RepeatsItem {
  readonly election!: string;
  readonly contest!: string;

  /** Who alone may stand in a repeat voting; `null`: everybody, in a repeat election. */
  @ApiProperty({ type: [String], nullable: true })
  readonly candidates!: string[] | null;
}

/** One putting off. */
export class ProlongationItem {
  readonly votingDay!: string;
  readonly reason!: string;
  readonly at!: string;
}

export class PublicationItem {
  readonly where!: string;
  readonly at!: string;
}

export class AkimItem {
  /** Code of the elected candidate. */
  readonly candidate!: string;
  readonly at!: string;
}

/** That the contest is void, as one person says. */
export class InvalidationProposalItem {
  readonly reason!: string;

  /** SHA-256 of the original bytes. */
  readonly evidence!: string;

  /** Official id. */
  readonly official!: string;
  readonly at!: string;
}

/** That the contest is void, as two people say. */
export class InvalidationItem extends InvalidationProposalItem {
  /** Official id of the first; `official` is the second. */
  readonly proposedBy!: string;
}

/** A contest, from the call to the certificate. */
export class ContestItem implements Contest {
  readonly code!: string;

  /** Code of the constituency. */
  readonly area!: string;

  /** Code of the area whose commission conducts the contest. */
  readonly commission!: string;
  readonly name!: NameAnswer;
  readonly againstAll!: boolean;
  readonly termEnds!: string | null;
  readonly repeats!: RepeatsItem | null;
  readonly calledAt!: string;
  readonly status!: ContestStatus;

  /** The contest's own voting day; `null`: the election's. */
  readonly votingDay!: string | null;

  /** Each time that it was put off, in their order. */
  @ApiProperty({ type: () => [ProlongationItem] })
  readonly prolongations!: readonly ProlongationItem[];

  /** Until when nomination was last extended. */
  readonly nominationExtendedUntil!: string | null;

  /** In the order of their nomination. */
  @ApiProperty({ type: () => [CandidateItem] })
  readonly candidates!: readonly CandidateItem[];

  /** Lines of the approved ballot from the top: candidates' codes, and `against-all` where it has that line. */
  @ApiProperty({ type: [String], nullable: true })
  readonly ballot!: readonly string[] | null;
  readonly tabulation!: TabulationItem | null;

  /** Official ids of those who approved this tabulation. */
  @ApiProperty({ type: [String] })
  readonly approvals!: readonly string[];

  /** The certificate that stands. */
  readonly certified!: CertifiedItem | null;

  /** Every certificate there was: an earlier one fell when the result was tabulated again. */
  @ApiProperty({ type: () => [CertifiedItem] })
  readonly certificates!: readonly CertifiedItem[];
  readonly tie!: TieItem | null;
  readonly published!: PublicationItem | null;
  readonly akimRegistered!: AkimItem | null;

  /** As last proposed. */
  readonly invalidationProposed!: InvalidationProposalItem | null;
  readonly invalidated!: InvalidationItem | null;
  readonly repeat!: RepeatItem | null;
}

/** One contest; the digest is of just that. */
export class ContestAnswer extends IntersectionType(Answer, ContestItem) {}

export class ContestsAnswer extends PageAnswer {
  @ApiProperty({ type: () => [ContestItem] })
  readonly contests!: readonly ContestItem[];
}
