import Type from 'typebox';
import { Code, Count } from '../domain/fields.ts';
import { Field } from './field.ts';

/** As of when: any answer can be had as the record stood at an earlier position. */
export class MomentQuery {
  /** Position in the record; its end, when left out. */
  @Field(Count, { optional: true })
  readonly at?: number;
}

/** Which page of a list, and as of when. */
export class PageQuery extends MomentQuery {
  /** How many; 100, when left out. */
  @Field(Type.Integer({ minimum: 1, maximum: 1000 }), { optional: true })
  readonly limit?: number;

  /** Only what stands behind this code: `next` of the page before. */
  @Field(Code, { optional: true })
  readonly after?: string;
}
