import Type from 'typebox';
import { type AreaLevel, areaLevels } from '../../domain/area/events.ts';
import { Code } from '../../domain/fields.ts';
import { Field } from '../field.ts';
import { PageQuery } from '../page.dto.ts';

/** Which areas. */
export class OverviewQuery extends PageQuery {
  /** Only this area. */
  @Field(Code, { optional: true })
  readonly area?: string;

  /** Only areas of this level; country, regions and districts, when left out. */
  @Field(Type.Union(areaLevels.map((level) => Type.Literal(level))), { optional: true })
  readonly level?: AreaLevel;
}
