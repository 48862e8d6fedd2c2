import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import type { ObserverCopyRow } from '../../projections/observer-copies/query.ts';
import type { CopyTotals, LineTotals } from '../../projections/observer-copies/totals.ts';
import { Answer, PageAnswer } from '../answer.dto.ts';
import { ObserverCopyItem } from '../protocols/protocols.answer.dto.ts';

export class ObserverCopyRowItem extends ObserverCopyItem implements ObserverCopyRow {
  readonly contest!: string;
  readonly precinct!: string;
}

export class ObserverCopiesAnswer extends PageAnswer {
  @ApiProperty({ type: () => [ObserverCopyRowItem] })
  readonly copies!: readonly ObserverCopyRowItem[];
}

export class CopiedPrecinctsItem {
  /** That vote in the contest. */
  readonly expected!: number;

  /** Of which somebody holds a copy. */
  readonly withCopies!: number;

  /** Of which a copy says something else than the paper that stands. */
  readonly differing!: number;
}

/** One line's votes by copies, beside the official ones. */
export class LineTotalsItem implements LineTotals {
  /** A candidate's code, or `against-all`. */
  readonly line!: string;

  /** Officially, in the whole constituency. */
  readonly official!: number;

  /** By the latest copy of each precinct of which there is one. */
  readonly byCopies!: number;

  /** Officially, in those precincts. */
  readonly officialThere!: number;
}

export class CopyTotalsItem implements CopyTotals {
  readonly contest!: string;
  readonly precincts!: CopiedPrecinctsItem;

  /** In the order of the ballot. */
  @ApiProperty({ type: () => [LineTotalsItem] })
  readonly lines!: readonly LineTotalsItem[];
}

/** What a contest comes to by observers' copies; the digest is of its results and protocols. */
export class CopyTotalsAnswer extends IntersectionType(Answer, CopyTotalsItem) {}
