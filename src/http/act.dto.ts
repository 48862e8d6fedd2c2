import { Instant, Words } from '../domain/fields.ts';
import { ActSignature } from '../domain/signed-act.ts';
import { Field } from './field.ts';

/** An act that says nothing but when it was done, and perhaps why. */
export class Act {
  /** When it was done, with the local offset; now, when left out. Never in the future. */
  @Field(Instant, { optional: true, example: '2021-07-25T07:00:00+06:00' })
  readonly at?: string;

  /** Why, where there is something to say; it is kept with the act. */
  @Field(Words, { optional: true })
  readonly reason?: string;
}

/** An act that the law wants signed by who does it. */
export class SignedAct extends Act {
  /**
   * By the member's own key, as `vote-record sign` makes it: over this body, with the figures that it is about. To be there
   * where the election demands it; checked wherever it is. What is signed states its `at`.
   */
  @Field(ActSignature, { optional: true })
  readonly signature?: ActSignature;
}
