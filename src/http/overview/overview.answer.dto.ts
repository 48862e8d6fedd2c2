import { ApiProperty } from '@nestjs/swagger';
import type { AreaLevel } from '../../domain/area/events.ts';
import type { Overview } from '../../projections/overview/area-overview.ts';
import { PageAnswer } from '../answer.dto.ts';
import { DiscrepancyCountsItem } from '../protocols/protocols.answer.dto.ts';
import { PrecinctCountsItem } from '../results/results.answer.dto.ts';

/** Results of precincts: one for each contest that a precinct votes in. */
export class ResultCountsItem {
  readonly expected!: number;
  readonly counted!: number;
  readonly flagged!: number;
  readonly invalidated!: number;

  /** Of a contest that is certified. */
  readonly certified!: number;
}

/** Each precinct once: by its protocol, else as reported. `null`: nobody gave the figure. */
export class OverviewTurnoutItem {
  readonly ballotsIssued!: number | null;
  readonly votersOnRoll!: number | null;
}

/** Elected by a certificate that stands, by who nominated them. */
export class WinnersItem {
  readonly self!: number;
  readonly party!: number;
  readonly akim!: number;
}

export class PartyWinnersItem {
  readonly party!: string;
  readonly winners!: number;
}

/** How the election stands in an area. */
export class OverviewItem implements Overview {
  readonly level!: AreaLevel;
  readonly code!: string;

  /** Contests whose constituency is the area or lies in it, by status; a status that none has is not named. */
  @ApiProperty({ type: 'object', additionalProperties: { type: 'integer' } })
  readonly contests!: Overview['contests'];
  readonly precincts!: PrecinctCountsItem;
  readonly counts!: ResultCountsItem;
  readonly turnout!: OverviewTurnoutItem;
  readonly winners!: WinnersItem;

  /** By the parties' names. */
  @ApiProperty({ type: () => [PartyWinnersItem] })
  readonly parties!: readonly PartyWinnersItem[];

  /** Control relations that fail, or failed. */
  readonly discrepancies!: DiscrepancyCountsItem;

  /** Precincts of which an observer's copy differs, and nobody has explained it. */
  readonly copiesDiffering!: number;
}

/** The digest is of all areas, whatever is shown. */
export class OverviewAnswer extends PageAnswer {
  @ApiProperty({ type: () => [OverviewItem] })
  readonly areas!: readonly OverviewItem[];
}
