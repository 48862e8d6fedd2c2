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

/** Why registration was refused. */
export class RefusalItem {
  readonly ground!: RefusalGround;
  readonly reason!: string;
  readonly at!: string;
}

/** A candidate, and where the candidacy stands. */
export class CandidateItem implements Candidate {
  readonly code!: string;
  readonly name!: string;
  readonly nominatedBy!: 'party' | 'self' | 'akim';
  readonly party!: string | null;
  readonly nominatedAt!: string;
  readonly status!: 'nominated' | 'registered' | 'refused' | 'withdrawn';
  readonly signatures!: SignaturesItem | null;

  /** As found by the check; `null` before it. */
  readonly eligible!: boolean | null;
  readonly refusal!: RefusalItem | null;
}

/** In the order of their nomination; the digest is the contest's. */
export class CandidatesAnswer extends Answer {
  @ApiProperty({ type: () => [CandidateItem] })
  readonly candidates!: readonly CandidateItem[];
}
