import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import type { ContestStatus } from '../../projections/contests/status.ts';
import type { Contest } from '../../projections/contests/view.ts';
import { Answer, NameAnswer, PageAnswer } from '../answer.dto.ts';
import { CandidateItem } from '../candidates/candidates.answer.dto.ts';

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
}

/** The certified result. */
export class CertifiedItem {
  readonly position!: number;
  readonly digest!: string;

  /** Candidate's code. */
  readonly winner!: string;
  readonly votes!: number;
  readonly at!: string;
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
  readonly calledAt!: string;
  readonly status!: ContestStatus;

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
  readonly certified!: CertifiedItem | null;
  readonly tie!: TieItem | null;
  readonly repeat!: RepeatItem | null;
}

/** One contest; the digest is of just that. */
export class ContestAnswer extends IntersectionType(Answer, ContestItem) {}

export class ContestsAnswer extends PageAnswer {
  @ApiProperty({ type: () => [ContestItem] })
  readonly contests!: readonly ContestItem[];
}
