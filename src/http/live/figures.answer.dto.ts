import { ApiProperty } from '@nestjs/swagger';
import type { ContestStatus } from '../../projections/contests/status.ts';
import { Answer } from '../answer.dto.ts';
import { OverviewItem } from '../overview/overview.answer.dto.ts';
import { ProtocolRowItem } from '../protocols/protocols.answer.dto.ts';
import { ProgressAnswer, ResultsAnswer, TurnoutAnswer } from '../results/results.answer.dto.ts';

/** The protocols of a contest. */
export class ContestProtocolsItem {
  readonly code!: string;

  /** Code of the constituency. */
  readonly area!: string;
  @ApiProperty({ type: () => [ProtocolRowItem] })
  readonly protocols!: readonly ProtocolRowItem[];
}

/** The digest is of all protocols of the election. */
export class ProtocolsTold extends Answer {
  @ApiProperty({ type: () => [ContestProtocolsItem] })
  readonly contests!: readonly ContestProtocolsItem[];
}

export class ContestStateItem {
  readonly code!: string;

  /** Code of the constituency. */
  readonly area!: string;
  readonly status!: ContestStatus;

  /** Of the contest with its candidates, as it is answered by itself. */
  readonly digest!: string;
}

export class StandingsTold extends Answer {
  @ApiProperty({ type: () => [ContestStateItem] })
  readonly contests!: readonly ContestStateItem[];
}

/** The digest is of all areas' overviews. */
export class OverviewTold extends Answer {
  @ApiProperty({ type: () => [OverviewItem] })
  readonly areas!: readonly OverviewItem[];
}

/** Figures as of one position: what a reader of the feed who held nothing would be told there. What has no rows is left out. */
export class FiguresAnswer extends Answer {
  readonly turnout?: TurnoutAnswer;
  readonly progress?: ProgressAnswer;
  readonly results?: ResultsAnswer;
  readonly protocols?: ProtocolsTold;
  readonly standings?: StandingsTold;
  readonly overview?: OverviewTold;
}
