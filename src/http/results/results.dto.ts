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

export class ResultsQuery extends RowsQuery {
  /** Only this contest. */
  @Field(Code, { optional: true })
  readonly contest?: string;
}
