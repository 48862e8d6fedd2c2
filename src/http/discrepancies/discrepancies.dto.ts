import Type from 'typebox';
import { type AreaLevel, areaLevels } from '../../domain/area/events.ts';
import { Code } from '../../domain/fields.ts';
import { type DiscrepancyKind, discrepancyKinds } from '../../domain/protocol/events.ts';
import type { Severity } from '../../domain/rules/control-relations.ts';
import { type DiscrepancyStatus, discrepancyStatuses } from '../../projections/protocols/discrepancy.ts';
import { Field } from '../field.ts';
import { KeyPageQuery, PageQuery } from '../page.dto.ts';

const severities = ['error', 'warning', 'invalidates'] as const;

/** Which discrepancies. */
export class DiscrepanciesQuery extends KeyPageQuery {
  /** Only of precincts that lie in this area. */
  @Field(Code, { optional: true })
  readonly area?: string;

  /** Only of this contest. */
  @Field(Code, { optional: true })
  readonly contest?: string;

  /** Only this control relation, or observers' copies. */
  @Field(Type.Union(discrepancyKinds.map((kind) => Type.Literal(kind))), { optional: true })
  readonly kind?: DiscrepancyKind;

  @Field(Type.Union(severities.map((severity) => Type.Literal(severity))), { optional: true })
  readonly severity?: Severity;

  @Field(Type.Union(discrepancyStatuses.map((status) => Type.Literal(status))), { optional: true })
  readonly status?: DiscrepancyStatus;
}

/** Which areas of the summary. */
export class DiscrepancySummaryQuery extends PageQuery {
  /** Only of this contest. */
  @Field(Code, { optional: true })
  readonly contest?: string;

  /** Only this area. */
  @Field(Code, { optional: true })
  readonly area?: string;

  @Field(Type.Union(areaLevels.map((level) => Type.Literal(level))), { optional: true })
  readonly level?: AreaLevel;
}
