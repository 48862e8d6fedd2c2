import Type, { type Static } from 'typebox';
import { contestEvents, Repeats } from '../../domain/contest/events.ts';
import { Code, type LocalizedName, record } from '../../domain/fields.ts';
import { Act, SignedAct } from '../act.dto.ts';
import { Field } from '../field.ts';
import { type ContestStatus, contestStatuses } from '../../projections/contests/status.ts';
import { PageQuery } from '../page.dto.ts';

const { properties: called } = contestEvents.ContestCalled.schema;
const { properties: extended } = contestEvents.NominationExtended.schema;
const { properties: approved } = contestEvents.ResultApproved.schema;
const { properties: repeated } = contestEvents.RepeatVotingCalled.schema;
const { properties: prolonged } = contestEvents.ContestProlonged.schema;
const { properties: published } = contestEvents.ResultPublished.schema;
const { properties: akim } = contestEvents.AkimRegistered.schema;
const { properties: proposed } = contestEvents.InvalidationProposed.schema;
const { properties: repeats } = Repeats;
const Repeated = Type.Union([record({ election: repeats.election, contest: repeats.contest }), Type.Null()]);

/** A contest to be called: one seat in one constituency. */
export class ContestBody extends Act {
  @Field(Code, { example: 'akim-632831100' })
  readonly code!: string;

  /** The constituency: every precinct below it votes. */
  @Field(called.area, { example: '632831100' })
  readonly area!: string;

  /** The area whose commission conducts the contest; by the rule set, when left out. */
  @Field(called.commission, { optional: true, example: '632810000' })
  readonly commission?: string;

  /** In one to three languages. */
  @Field(called.name, { example: { en: 'Akim of the Bobrovka rural district' } })
  readonly name!: Static<typeof LocalizedName>;

  /** Whether the ballot has the line "Against all". */
  @Field(called.againstAll, { example: true })
  readonly againstAll!: boolean;

  /** Last day of the sitting akim's term; `null` or left out where there is none. */
  @Field(called.termEnds, { optional: true, example: '2021-09-15' })
  readonly termEnds?: string | null;

  /** The contest of an earlier election that this one repeats; `null` or left out where it repeats none. */
  @Field(Repeated, { optional: true, example: null })
  readonly repeats?: Static<typeof Repeated>;
}

/** Nomination goes on, since too few were nominated. */
export class NominationExtensionBody extends Act {
  @Field(extended.until, { example: '2021-07-15T18:00:00+06:00' })
  readonly until!: string;

  @Field(extended.reason, { example: 'One candidate was nominated.' })
  override readonly reason!: string;
}

/** The ballot, approved. */
export class BallotTextBody extends Act {
  /** Candidates' codes from the top; only under a rule set that has no order of its own. */
  @Field(Type.Array(Code, { minItems: 1, maxItems: 199 }), { optional: true })
  readonly order?: readonly string[];
}

/** One member's voice for the tabulated result. */
export class ApprovalBody extends SignedAct {
  /** The tabulation's position. */
  @Field(approved.position, { example: 4711 })
  readonly position!: number;
}

/** The vote is repeated. */
export class RepeatBody extends Act {
  @Field(repeated.votingDay, { example: '2021-08-22' })
  readonly votingDay!: string;

  /** Id of the election in which the repeat is held as a contest of its own; `null` or left out: not said. */
  @Field(repeated.heldIn, { optional: true, example: 'akim-2021-08' })
  readonly heldIn?: string | null;
}

/** The contest is put off, since too few candidates are left. */
export class ProlongationBody extends Act {
  /** The contest's own voting day from now on. */
  @Field(prolonged.votingDay, { example: '2021-08-08' })
  readonly votingDay!: string;

  @Field(prolonged.reason, { example: 'One candidate is registered.' })
  override readonly reason!: string;
}

/** Where the result was published. */
export class PublicationBody extends Act {
  @Field(published.where, { example: 'The district newspaper, No 31' })
  readonly where!: string;
}

/** The elected akim, registered. */
export class AkimBody extends Act {
  /** Code of the elected candidate. */
  @Field(akim.candidate, { example: 'c-1' })
  readonly candidate!: string;
}

/** That the contest is void, as one person says. */
export class InvalidationBody extends SignedAct {
  @Field(proposed.reason, { example: 'Ballots of another constituency were given out in precinct 0412.' })
  override readonly reason!: string;

  /** SHA-256 of the original bytes. */
  @Field(proposed.evidence, { example: 'd'.repeat(64) })
  readonly evidence!: string;
}

/** Which contests. */
export class ContestsQuery extends PageQuery {
  /** Only those of this constituency. */
  @Field(Code, { optional: true })
  readonly area?: string;

  /** Only those that stand there. */
  @Field(Type.Union(contestStatuses.map((status) => Type.Literal(status))), { optional: true })
  readonly status?: ContestStatus;
}
