import Type, { type Static } from 'typebox';
import { contestEvents } from '../../domain/contest/events.ts';
import { Code, type LocalizedName } from '../../domain/fields.ts';
import { Act } from '../act.dto.ts';
import { Field } from '../field.ts';
import { PageQuery } from '../page.dto.ts';

const { properties: called } = contestEvents.ContestCalled.schema;
const { properties: extended } = contestEvents.NominationExtended.schema;
const { properties: approved } = contestEvents.ResultApproved.schema;
const { properties: repeated } = contestEvents.RepeatVotingCalled.schema;

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
}

/** Nomination goes on, since too few were nominated. */
export class NominationExtensionBody extends Act {
  @Field(extended.until, { example: '2021-07-15T18:00:00+06:00' })
  readonly until!: string;

  @Field(extended.reason, { example: 'One candidate was nominated.' })
  readonly reason!: string;
}

/** The ballot, approved. */
export class BallotTextBody extends Act {
  /** Candidates' codes from the top; only under a rule set that has no order of its own. */
  @Field(Type.Array(Code, { minItems: 1, maxItems: 199 }), { optional: true })
  readonly order?: readonly string[];
}

/** One member's voice for the tabulated result. */
export class ApprovalBody extends Act {
  /** The tabulation's position. */
  @Field(approved.position, { example: 4711 })
  readonly position!: number;
}

/** The vote is repeated. */
export class RepeatBody extends Act {
  @Field(repeated.votingDay, { example: '2021-08-22' })
  readonly votingDay!: string;
}

/** Which contests. */
export class ContestsQuery extends PageQuery {
  /** Only those of this constituency. */
  @Field(Code, { optional: true })
  readonly area?: string;
}
