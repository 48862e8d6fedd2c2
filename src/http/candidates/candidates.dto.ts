import { contestEvents, type nominators, type RefusalGround } from '../../domain/contest/events.ts';
import { Code } from '../../domain/fields.ts';
import { Act } from '../act.dto.ts';
import { Field } from '../field.ts';

const { properties: nominated } = contestEvents.CandidateNominated.schema;
const { properties: verified } = contestEvents.SignaturesVerified.schema;
const { properties: checked } = contestEvents.EligibilityChecked.schema;
const { properties: refused } = contestEvents.RegistrationRefused.schema;

/** A candidate, nominated. */
export class CandidateBody extends Act {
  @Field(Code, { example: 'c-1' })
  readonly code!: string;

  @Field(nominated.name, { example: 'Айгүл Серікқызы' })
  readonly name!: string;

  @Field(nominated.nominatedBy, { example: 'self' })
  readonly nominatedBy!: (typeof nominators)[number];

  /** The party that nominated; `null` or left out for others. */
  @Field(nominated.party, { optional: true, example: null })
  readonly party?: string | null;
}

/** Signatures for a self-nominated candidate, verified. */
export class SignaturesBody extends Act {
  @Field(verified.valid, { example: 24 })
  readonly valid!: number;

  @Field(verified.votersInConstituency, { example: 2110 })
  readonly votersInConstituency!: number;

  /** Settlements of the constituency, and those from which signatures came; only some rule sets ask. */
  @Field(verified.settlements, { optional: true, example: { all: 4, represented: 3 } })
  readonly settlements?: { readonly all: number; readonly represented: number } | null;
}

/** What the check of eligibility found. */
export class EligibilityBody extends Act {
  @Field(checked.eligible, { example: true })
  readonly eligible!: boolean;
}

/** Registration, refused. */
export class RefusalBody extends Act {
  /** Art. 113-5. */
  @Field(refused.ground, { example: 'NOMINATION_RULES_OR_DOCUMENTS' })
  readonly ground!: RefusalGround;

  @Field(refused.reason, { example: 'The declaration of assets was not filed.' })
  readonly reason!: string;
}
