import Type from 'typebox';
import { Code, codePattern, Instant } from '../../domain/fields.ts';
import { type DeadlineStatus, deadlineStatuses } from '../../projections/deadlines/query.ts';
import { Field } from '../field.ts';
import { MomentQuery } from '../page.dto.ts';

/** Two or three codes, with a slash between them. */
const code = codePattern.slice(1, -1);
const RowCode = Type.String({ pattern: `^${code}(/${code}){1,2}$` });

/** Which deadlines, as they stand on which day. */
export class DeadlinesQuery extends MomentQuery {
  /** How many; 100, when left out. */
  @Field(Type.Integer({ minimum: 1, maximum: 1000 }), { optional: true })
  readonly limit?: number;

  /** Only what stands behind this: `next` of the page before. */
  @Field(RowCode, { optional: true })
  readonly after?: string;

  /** Only of contests in this area: their constituency, or one above it. */
  @Field(Code, { optional: true })
  readonly area?: string;

  /** Only of this contest. */
  @Field(Code, { optional: true })
  readonly contest?: string;

  /** Only those that stand there. */
  @Field(Type.Union(deadlineStatuses.map((status) => Type.Literal(status))), { optional: true })
  readonly status?: DeadlineStatus;

  /** The moment at which they are looked at; now, by the server's clock, when left out. */
  @Field(Instant, { optional: true })
  readonly on?: string;
}
