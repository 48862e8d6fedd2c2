import Type from 'typebox';
import { Code, Count } from '../domain/fields.ts';
import { Field } from './field.ts';

/** As of when: any answer can be had as the record stood at an earlier position. */
export class MomentQuery {
  /** Position in the record; its end, when left out. */
  @Field(Count, { optional: true })
  readonly at?: number;
}

/** How many, and as of when. */
export class LimitQuery extends MomentQuery {
  /** How many; 100, when left out. */
  @Field(Type.Integer({ minimum: 1, maximum: 1000 }), { optional: true })
  readonly limit?: number;
}

/** Which page of a list, and as of when. */
export class PageQuery extends LimitQuery {
  /** Only what stands behind this code: `next` of the page before. */
  @Field(Code, { optional: true })
  readonly after?: string;
}

/** The same of a list whose items are named by several codes. */
export class KeyPageQuery extends LimitQuery {
  /** Only what stands behind this: `next` of the page before. */
  @Field(Type.String({ pattern: '^[A-Za-z0-9._,-]{1,260}$' }), { optional: true })
  readonly after?: string;
}
