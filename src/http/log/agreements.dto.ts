import { Words } from '../../domain/fields.ts';
import { logEvents } from '../../domain/log/events.ts';
import { Field } from '../field.ts';

const { policy } = logEvents.WitnessPolicyAdopted.schema.properties;
const { keys } = logEvents.SigningKeysConfirmed.schema.properties;

class AgreementBody {
  /** Why, where there is something to say; it is kept with the act. */
  @Field(Words, { optional: true })
  readonly reason?: string;
}

/** Who witnesses the log. */
export class WitnessPolicyBody extends AgreementBody {
  /** A policy as c2sp.org/tlog-policy writes it: a line a witness, groups, and the quorum; `quorum none` asks for nobody. */
  @Field(policy, {
    example:
      'witness court court.example+7386dccd+BDtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop http://court.example:7000/\nquorum court\n',
  })
  readonly policy!: string;
}

/** What the log is signed with next. */
export class SigningKeysBody extends AgreementBody {
  /** The published keys, as `vote-record keys rotate` prints them: Ed25519 first, then ML-DSA-44. */
  @Field(keys, { example: ['vote-record.local+9c081282+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop'] })
  readonly keys!: readonly string[];
}
