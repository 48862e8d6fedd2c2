import type { Static } from 'typebox';
import { areaEvents, type AreaLevel } from '../../domain/area/events.ts';
import { Code, type LocalizedName } from '../../domain/fields.ts';
import { Field } from '../field.ts';
import { PageQuery } from '../page.dto.ts';

const { properties: fields } = areaEvents.AreaRegistered.schema;

/** An area of the election's territory. */
export class AreaBody {
  @Field(Code, { example: '632810000' })
  readonly code!: string;

  @Field(fields.level, { example: 'district' })
  readonly level!: AreaLevel;

  /** Code of the area above; `null` for the root. */
  @Field(fields.parent, { example: '630000000' })
  readonly parent!: string | null;

  /** In one to three languages. */
  @Field(fields.name, { example: { kk: 'Глубокое ауданы', ru: 'Глубоковский район', en: 'Glubokoye district' } })
  readonly name!: Static<typeof LocalizedName>;
}

/** Which areas. */
export class AreasQuery extends PageQuery {
  /** Only those directly below this one. */
  @Field(Code, { optional: true })
  readonly parent?: string;

  @Field(fields.level, { optional: true })
  readonly level?: AreaLevel;
}
