/** What the API answers, in the shapes that its read models give it. */
export type { Area } from '../../projections/areas/view.ts';
export type { ContestStatus } from '../../projections/contests/status.ts';
export type { Candidate, Contest } from '../../projections/contests/view.ts';
export type { Election } from '../../projections/elections/view.ts';
export type { Precinct } from '../../projections/precincts/view.ts';
export type {
  ContestProgressContent as ContestProgress,
  ProgressRowContent as ProgressRow,
} from '../../projections/progress/rows.ts';
export type { FigureName } from '../../projections/results/figures.ts';
export type { ContestResultsAnswer as ContestResults } from '../../projections/results/query.ts';
export type { ResultRowContent as ResultRow } from '../../projections/results/result-row.ts';
export type { TrailRow } from '../../projections/trail/row.ts';
export type { RowLevel } from '../../projections/territory.ts';
export type { HourContent as Hour, TurnoutRowContent as TurnoutRow } from '../../projections/turnout/view.ts';
