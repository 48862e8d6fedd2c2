import { ApiProperty } from '@nestjs/swagger';
import type { TurnoutHour } from '../../domain/precinct/events.ts';
import type { ContestStatus } from '../../projections/contests/status.ts';
import type { CountsContent } from '../../projections/progress/counts.ts';
import type { ContestProgressContent, ProgressRowContent } from '../../projections/progress/rows.ts';
import type { Figures } from '../../projections/results/figures.ts';
import type { ContestResultsAnswer } from '../../projections/results/query.ts';
import type { BallotFigures, Basis, ResultRowContent } from '../../projections/results/result-row.ts';
import type { RowLevel } from '../../projections/territory.ts';
import type { HourContent, TurnoutRowContent } from '../../projections/turnout/view.ts';
import { Answer } from '../answer.dto.ts';

export class CountedPrecinctsItem {
  /** That vote in the contest here. */
  readonly expected!: number;

  /** Whose protocol is accepted and not being recounted; where ballots are the basis, whose ballot box is closed. */
  readonly counted!: number;

  /** Whose protocol fails a control relation of the severity `error` that nobody has explained. */
  readonly flagged!: number;

  /** Whose result was found invalid: it is in no sum, and not among the counted. */
  readonly invalidated!: number;
}

/** `null`: nobody gave the figure, which is not 0. A sum is over the precincts that gave it. */
export class FiguresItem implements Figures {
  readonly votersOnRoll!: number | null;
  readonly ballotsReceived!: number | null;
  readonly ballotsIssued!: number | null;
  readonly ballotsIssuedOutside!: number | null;
  readonly ballotsIssuedAbsentee!: number | null;
  readonly ballotsUnused!: number | null;
  readonly ballotsSpoiled!: number | null;
  readonly ballotsInMobileBoxes!: number | null;
  readonly ballotsInBoxes!: number | null;
  readonly ballotsInvalid!: number | null;
  readonly ballotsValid!: number | null;
  readonly votesAgainstAll!: number | null;
}

/** Figures that recorded ballots give. */
export class BallotFiguresItem implements BallotFigures {
  readonly ballotsInBoxes!: number | null;
  readonly ballotsInvalid!: number | null;
  readonly ballotsValid!: number | null;
  readonly votesAgainstAll!: number | null;
}

/** What the recorded ballots alone say. */
export class FromBallotsItem {
  readonly figures!: BallotFiguresItem;

  /** By candidate's code. */
  readonly votes!: Record<string, number>;

  /** Invalid ballots by reason. */
  readonly invalid!: Record<string, number>;
}

/** What the precincts' protocols alone say. */
export class FromProtocolsItem {
  readonly figures!: FiguresItem;

  /** By candidate's code. */
  readonly votes!: Record<string, number>;
}

/** A contest added up in one area or precinct: the official figures, then both sources that they may be from. */
export class ResultRowItem implements ResultRowContent {
  readonly level!: RowLevel;
  readonly code!: string;

  /** What the official figures are from. */
  readonly basis!: Basis;
  readonly precincts!: CountedPrecinctsItem;
  readonly figures!: FiguresItem;

  /** By candidate's code: every candidate of the ballot. */
  readonly votes!: Record<string, number>;

  /** Invalid ballots by reason, as recorded ballots say it. */
  readonly invalid!: Record<string, number>;

  /** `null` where no box was sealed. */
  readonly fromBallots!: FromBallotsItem | null;

  /** `null` where no protocol is in the sums. */
  readonly fromProtocols!: FromProtocolsItem | null;
}

export class ContestResultsItem implements ContestResultsAnswer {
  readonly code!: string;

  /** Code of the constituency. */
  readonly area!: string;
  readonly status!: ContestStatus;

  /** Of all rows of the contest, whatever rows are shown; the status is no part of it. */
  readonly digest!: string;
  @ApiProperty({ type: () => [ResultRowItem] })
  readonly areas!: readonly ResultRowItem[];
}

export class ResultsAnswer extends Answer {
  readonly election!: string;
  @ApiProperty({ type: () => [ContestResultsItem] })
  readonly contests!: readonly ContestResultsItem[];

  /** The code to give as `after` for the next contests; `null` on the last page. */
  readonly next!: string | null;
}

/** Turnout as reported for one hour, capital time. */
export class HourItem implements HourContent {
  readonly hour!: TurnoutHour;

  /** Precincts that reported this hour. */
  readonly reported!: number;

  /** Ballots issued in them by then. */
  readonly ballotsIssued!: number;

  /** Voters on their rolls: of those whose roll is known; `null` when of none. */
  readonly votersOnRoll!: number | null;
}

export class TurnoutRowItem implements TurnoutRowContent {
  readonly level!: RowLevel;
  readonly code!: string;
  readonly precincts!: number;

  /** The hours that any precinct reported, in their order. */
  @ApiProperty({ type: () => [HourItem] })
  readonly hours!: readonly HourItem[];
}

export class TurnoutAnswer extends Answer {
  @ApiProperty({ type: () => [TurnoutRowItem] })
  readonly areas!: readonly TurnoutRowItem[];
}

export class PrecinctCountsItem {
  readonly expected!: number;
  readonly opened!: number;
  readonly closed!: number;
}

export class BoxCountsItem {
  readonly sealed!: number;
  readonly closed!: number;
}

/** How far the day is. */
export class CountsItem implements CountsContent {
  readonly precincts!: PrecinctCountsItem;
  readonly boxes!: BoxCountsItem;

  /** Ballots recorded. */
  readonly ballots!: number;
}

/** The day in an area or a precinct: its boxes and ballots are those of all contests. */
export class ProgressRowItem extends CountsItem implements ProgressRowContent {
  readonly level!: RowLevel;
  readonly code!: string;
}

/** The day in one contest: the precincts are those that vote in it. */
export class ContestProgressItem extends CountsItem implements ContestProgressContent {
  readonly code!: string;

  /** Code of the constituency. */
  readonly area!: string;
}

export class ProgressAnswer extends Answer {
  @ApiProperty({ type: () => [ProgressRowItem] })
  readonly areas!: readonly ProgressRowItem[];
  @ApiProperty({ type: () => [ContestProgressItem] })
  readonly contests!: readonly ContestProgressItem[];
}
