import { contestEvents, type nominators, type RefusalGround } from '../../domain/contest/events.ts';
import { Code } from '../../domain/fields.ts';
import { Act } from '../act.dto.ts';
import { Field } from '../field.ts';

const { properties: nominated } = contestEvents.CandidateNominated.schema;
const { properties: verified } = contestEvents.SignaturesVerified.schema;
const { properties: checked } = contestEvents.EligibilityChecked.schema;
const { properties: refused } = contestEvents.RegistrationRefused.schema;
const { properties: revoked } = contestEvents.NominationRevoked.schema;
const { properties: appealed } = contestEvents.RegistrationAppealed.schema;
const { properties: decided } = contestEvents.AppealDecided.schema;

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
  override readonly reason!: string;
}

/** Registration, cancelled: on the grounds of a refusal. */
export class CancellationBody extends RefusalBody {}

/** The nomination, taken back by the party. */
export class RevocationBody extends Act {
  @Field(revoked.reason, { example: 'By decision of the party’s congress.' })
  override readonly reason!: string;
}

/** An appeal against a refusal or a cancellation. */
export class AppealBody extends Act {
  @Field(appealed.reason, { example: 'The declaration was filed on the 3rd of July.' })
  override readonly reason!: string;

  /** SHA-256 of the complaint as filed. */
  @Field(appealed.evidence, { example: 'd'.repeat(64) })
  readonly evidence!: string;
}

/** What the body above decided. */
export class AppealDecisionBody extends Act {
  /** Whether the candidate is registered after all. */
  @Field(decided.granted, { example: true })
  readonly granted!: boolean;

  @Field(decided.reason, { example: 'The declaration bears the stamp of its receipt.' })
  override readonly reason!: string;
}
