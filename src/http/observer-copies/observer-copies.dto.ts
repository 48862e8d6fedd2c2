import { Code } from '../../domain/fields.ts';
import { Field } from '../field.ts';
import { KeyPageQuery } from '../page.dto.ts';
import { type YesOrNo, YesOrNoSchema } from '../yes-or-no.ts';

/** Which copies. */
export class ObserverCopiesQuery extends KeyPageQuery {
  /** Only of this contest. */
  @Field(Code, { optional: true })
  readonly contest?: string;

  /** Only of precincts that lie in this area. */
  @Field(Code, { optional: true })
  readonly area?: string;

  /** Only those that say something else than the paper that stands; or only the others. */
  @Field(YesOrNoSchema, { optional: true })
  readonly differing?: YesOrNo;
}
