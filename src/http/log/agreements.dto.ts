import { ApiProperty } from '@nestjs/swagger';
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

/** Proposed by one person, and waiting for another. */
class ProposedPolicy {
  readonly policy!: string;
  /** Official id. */
  readonly by!: string;
}

class ProposedKeys {
  @ApiProperty({ type: [String] })
  readonly keys!: readonly string[];
  /** Official id. */
  readonly by!: string;
}

/** What the log is witnessed and signed by, and what is proposed. */
export class AgreementsAnswer {
  /** In force. */
  readonly policy!: string;
  readonly proposedPolicy!: ProposedPolicy | null;

  /** Keys that checkpoints are signed with now. */
  @ApiProperty({ type: [String] })
  readonly keys!: readonly string[];

  /** Keys that were confirmed last, whether they have taken over or not; `null`: the log has had no others than its first. */
  @ApiProperty({ type: [String], nullable: true })
  readonly confirmedKeys!: readonly string[] | null;
  readonly proposedKeys!: ProposedKeys | null;
}
