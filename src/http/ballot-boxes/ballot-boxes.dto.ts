import Type from 'typebox';
import { ballotBoxEvents, largestBallotBatch } from '../../domain/ballot-box/events.ts';
import { Code } from '../../domain/fields.ts';
import { Act } from '../act.dto.ts';
import { Field } from '../field.ts';

const { properties: cast } = ballotBoxEvents.BallotCast.schema;

/** A box to be sealed before the vote. */
export class BallotBoxBody extends Act {
  /** Code of the precinct where it stands. */
  @Field(Code, { example: '0412' })
  readonly precinct!: string;
}

/** Ballots as they were read aloud; nothing is kept of their order. `at` is when the box was closed, if it was. */
export class BallotsBody extends Act {
  /** The batch's own id: the same batch again is recognised, and recorded once. */
  @Field(cast.batch, { example: '5f2b8f0e-3c1d-4c8e-9a57-0d6f1a2b3c4d' })
  readonly batch!: string;

  /** A ballot each: a candidate's code, `against-all`, or `invalid:` and the reason. */
  @Field(Type.Array(cast.choice, { minItems: 1, maxItems: largestBallotBatch }), {
    example: ['c-1', 'c-2', 'c-1', 'against-all', 'invalid:more-than-one-marked'],
  })
  readonly choices!: readonly string[];

  /** The box holds no more: this batch may be smaller than the others, and the box is closed with it. */
  @Field(Type.Boolean(), { optional: true, example: false })
  readonly last?: boolean;
}
