import Type from 'typebox';
import { Count, Uuid } from '../../domain/fields.ts';
import { Field } from '../field.ts';

/** Which event: by its place in the record, or by its id. */
export class EventQuery {
  /** Position in the record, as the answer to every command says it. */
  @Field(Count, { optional: true })
  readonly position?: number;

  /** Id of the event, instead. Ballots are not found by their ids. */
  @Field(Uuid, { optional: true })
  readonly event?: string;
}

/** From which tree to which. */
export class ConsistencyQuery {
  /** Size of the earlier checkpoint. */
  @Field(Type.Integer({ minimum: 1 }))
  readonly from!: number;

  /** Size of the later one. */
  @Field(Type.Integer({ minimum: 1 }))
  readonly to!: number;
}

export class ConsistencyAnswer {
  readonly from!: number;
  readonly to!: number;
  /** Hashes in base64, in the order of RFC 6962, section 2.1.2. */
  readonly proof!: string[];
}
