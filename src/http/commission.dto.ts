import { CommissionComposed, type Member } from '../domain/commission.ts';
import { memberKeyEvents } from '../domain/member-keys.ts';
import { Field } from './field.ts';

const { properties: fields } = CommissionComposed.schema;
const { properties: ofKey } = memberKeyEvents.MemberKeyRevocationProposed.schema;

/** A commission as composed. */
export class CommissionBody {
  /** All its members: an odd number, one of them in the chair. */
  @Field(fields.members, {
    example: [
      { official: 'a.akhmetova', name: 'Aigul Akhmetova', office: 'chair' },
      { official: 'b.bekov', name: 'Bolat Bekov', office: 'deputy' },
      { official: 's.serik', name: 'Saule Serik', office: 'secretary' },
    ],
  })
  readonly members!: readonly Member[];
}

const key = { example: 'O2onvM62pC1io6jQKm8Nc2UyFXcd4kOmOsBIoYtZ2ik=' };

/** What a member signs with. */
export class MemberKeyBody {
  /** Official id of the member. */
  @Field(ofKey.official, { example: 'a.akhmetova' })
  readonly official!: string;

  /** Ed25519 public key: 32 bytes in base64. */
  @Field(ofKey.key, key)
  readonly key!: string;
}

/** A key that is to be good no longer. */
export class KeyRevocationBody extends MemberKeyBody {
  /** Why, e.g. that it was lost. */
  @Field(ofKey.reason, { example: 'The card was lost' })
  readonly reason!: string;
}
