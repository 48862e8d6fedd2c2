/** What the API answers, in the shapes that its read models give it. */
export type { ControlRelation as Relation } from '../../domain/rules/control-relations.ts';
export type { Area } from '../../projections/areas/view.ts';
export type { ContestStatus } from '../../projections/contests/status.ts';
export type { Candidate, Contest } from '../../projections/contests/view.ts';
export type { DeadlineContent as Deadline } from '../../projections/deadlines/query.ts';
export type { DiscrepancyRow as Discrepancy } from '../../projections/discrepancies/query.ts';
export type { Election } from '../../projections/elections/view.ts';
export type { CopyTotals } from '../../projections/observer-copies/totals.ts';
export type { Overview } from '../../projections/overview/area-overview.ts';
export type { Precinct } from '../../projections/precincts/view.ts';
export type {
  ContestProgressContent as ContestProgress,
  ProgressRowContent as ProgressRow,
} from '../../projections/progress/rows.ts';
import type { ProtocolContent } from '../../projections/protocols/protocol.ts';

/** A protocol, with where in the record the answer stands. */
export type Protocol = ProtocolContent & { readonly position: number; readonly digest: string };
export type { ProtocolRow } from '../../projections/protocols/query.ts';
export type { FigureName } from '../../projections/results/figures.ts';
export type { ContestResultsAnswer as ContestResults } from '../../projections/results/query.ts';
export type { ResultRowContent as ResultRow } from '../../projections/results/result-row.ts';
export type { TrailRow } from '../../projections/trail/row.ts';
export type { RowLevel } from '../../projections/territory.ts';
export type { HourContent as Hour, TurnoutRowContent as TurnoutRow } from '../../projections/turnout/view.ts';
