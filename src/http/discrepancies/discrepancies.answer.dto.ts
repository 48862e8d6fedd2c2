import { ApiProperty } from '@nestjs/swagger';
import type { AreaLevel } from '../../domain/area/events.ts';
import type { DiscrepancyKind } from '../../domain/protocol/events.ts';
import type { Severity } from '../../domain/rules/control-relations.ts';
import type { DiscrepancyRow } from '../../projections/discrepancies/query.ts';
import type { AreaDiscrepancies, KindCount } from '../../projections/discrepancies/summary.ts';
import { PageAnswer } from '../answer.dto.ts';
import { DiscrepancyCountsItem, DiscrepancyItem } from '../protocols/protocols.answer.dto.ts';

/** Something that is, or was, amiss with a protocol. */
export class DiscrepancyRowItem extends DiscrepancyItem implements DiscrepancyRow {
  readonly contest!: string;
  readonly precinct!: string;
}

export class DiscrepanciesAnswer extends PageAnswer {
  @ApiProperty({ type: () => [DiscrepancyRowItem] })
  readonly discrepancies!: readonly DiscrepancyRowItem[];
}

/** How often one kind is in an area. */
export class KindCountItem extends DiscrepancyCountsItem implements KindCount {
  readonly kind!: DiscrepancyKind;
  readonly severity!: Severity;
}

export class AreaDiscrepanciesItem implements AreaDiscrepancies {
  readonly level!: AreaLevel;
  readonly code!: string;
  @ApiProperty({ type: () => [KindCountItem] })
  readonly kinds!: readonly KindCountItem[];
}

export class DiscrepancySummaryAnswer extends PageAnswer {
  /** Those in which there are any, by code. */
  @ApiProperty({ type: () => [AreaDiscrepanciesItem] })
  readonly areas!: readonly AreaDiscrepanciesItem[];
}
