import { ApiProperty } from '@nestjs/swagger';
import type { RefusalGround } from '../../domain/contest/events.ts';
import type { Candidate } from '../../projections/contests/view.ts';
import { Answer } from '../answer.dto.ts';

export class SettlementsItem {
  readonly all!: number;
  readonly represented!: number;
}

/** Signatures as verified. */
export class SignaturesItem {
  readonly valid!: number;
  readonly votersInConstituency!: number;
  readonly settlements!: SettlementsItem | null;
  readonly at!: string;
}

/** Why registration was refused, or cancelled. */
export class RefusalItem {
  readonly ground!: RefusalGround;
  readonly reason!: string;
  readonly at!: string;
}

/** Why the party took its nomination back. */
export class RevocationItem {
  readonly reason!: string;
  readonly at!: string;
}

/** What the body above decided. */
export class AppealDecisionItem {
  readonly granted!: boolean;
  readonly reason!: string;

  /** Code of the area whose commission decided; `null`: not recorded. */
  readonly decidedBy!: string | null;
  readonly at!: string;
}

export class AppealItem {
  readonly reason!: string;

  /** SHA-256 of the complaint as filed. */
  readonly evidence!: string;
  readonly at!: string;

  /** `null` while it is pending. */
  readonly decision!: AppealDecisionItem | null;
}

/** A candidate, and where the candidacy stands. */
export class CandidateItem implements Candidate {
  readonly code!: string;
  readonly name!: string;
  readonly nominatedBy!: 'party' | 'self' | 'akim';
  readonly party!: string | null;
  readonly nominatedAt!: string;
  readonly status!: 'nominated' | 'registered' | 'refused' | 'withdrawn' | 'revoked' | 'cancelled';
  readonly signatures!: SignaturesItem | null;

  /** As found by the check; `null` before it. */
  readonly eligible!: boolean | null;
  readonly refusal!: RefusalItem | null;
  readonly revocation!: RevocationItem | null;
  readonly cancellation!: RefusalItem | null;

  /** Against the refusal or the cancellation, in the order they were filed. */
  @ApiProperty({ type: () => [AppealItem] })
  readonly appeals!: readonly AppealItem[];
}

/** In the order of their nomination; the digest is the contest's. */
export class CandidatesAnswer extends Answer {
  @ApiProperty({ type: () => [CandidateItem] })
  readonly candidates!: readonly CandidateItem[];
}
