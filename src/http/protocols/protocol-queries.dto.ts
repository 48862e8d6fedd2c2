import Type from 'typebox';
import { Code } from '../../domain/fields.ts';
import { type ProtocolStage, protocolStages } from '../../projections/protocols/record.ts';
import { Field } from '../field.ts';
import { PageQuery } from '../page.dto.ts';
import { type YesOrNo, YesOrNoSchema } from '../yes-or-no.ts';

/** Which protocols. */
export class ProtocolsQuery extends PageQuery {
  /** Only of precincts that lie in this area. */
  @Field(Code, { optional: true })
  readonly area?: string;

  @Field(Type.Union(protocolStages.map((stage) => Type.Literal(stage))), { optional: true })
  readonly stage?: ProtocolStage;

  /** Only those that fail a control relation of the severity `error` that nobody has explained; or only the others. */
  @Field(YesOrNoSchema, { optional: true })
  readonly flagged?: YesOrNo;
}
