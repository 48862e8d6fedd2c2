import Type from 'typebox';
import { Code } from '../../domain/fields.ts';
import { type RowLevel, rowLevels } from '../../projections/territory.ts';
import { Field } from '../field.ts';
import { MomentQuery } from '../page.dto.ts';

/** Which rows of figures. */
export class RowsQuery extends MomentQuery {
  /** Only the area or precinct of this code. */
  @Field(Code, { optional: true })
  readonly area?: string;

  /** Only areas of this level, or only precincts. */
  @Field(Type.Union(rowLevels.map((level) => Type.Literal(level))), { optional: true })
  readonly level?: RowLevel;
}

/** A page of contests, each with all its rows. */
export class ResultsQuery extends RowsQuery {
  /** Only this contest. */
  @Field(Code, { optional: true })
  readonly contest?: string;

  /** How many contests; 20, when left out. */
  @Field(Type.Integer({ minimum: 1, maximum: 1000 }), { optional: true })
  readonly limit?: number;

  /** Only contests behind this code: `next` of the page before. */
  @Field(Code, { optional: true })
  readonly after?: string;
}
