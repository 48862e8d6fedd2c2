import Type from 'typebox';
import { Meta } from '../../domain/event-meta.ts';
import { Code, Count, Official } from '../../domain/fields.ts';
import { Field } from '../field.ts';
import { LimitQuery } from '../page.dto.ts';

/** Which acts. */
export class TrailQuery extends LimitQuery {
  /** Only what stands behind this position: `next` of the page before. */
  @Field(Count, { optional: true })
  readonly after?: number;

  /** Only of this stream. */
  @Field(Type.String({ pattern: '^[a-z]+-[A-Za-z0-9._/-]{1,256}$' }), {
    optional: true,
    example: 'contest-akim-2021/c',
  })
  readonly stream?: string;

  /** Only events of this type. */
  @Field(Type.String({ pattern: '^[A-Za-z]{1,64}$' }), { optional: true, example: 'RecountOrdered' })
  readonly type?: string;

  /** Only what this official recorded. */
  @Field(Official, { optional: true })
  readonly actor?: string;

  /** Only what was recorded in this role. */
  @Field(Meta.properties.role, { optional: true, example: 'precinct-commission' })
  readonly role?: string;

  /** Only what was recorded in a role for this area or precinct. */
  @Field(Code, { optional: true })
  readonly area?: string;

  /** Only of this contest. */
  @Field(Code, { optional: true })
  readonly contest?: string;

  /** Only of this precinct. */
  @Field(Code, { optional: true })
  readonly precinct?: string;
}
