import { Code } from '../../domain/fields.ts';
import { precinctEvents, type TurnoutHour } from '../../domain/precinct/events.ts';
import { Act } from '../act.dto.ts';
import { Field } from '../field.ts';
import { PageQuery } from '../page.dto.ts';

const { properties: formed } = precinctEvents.PrecinctFormed.schema;
const { properties: received } = precinctEvents.RollReceived.schema;
const { properties: reported } = precinctEvents.TurnoutReported.schema;

/** A precinct to be formed. */
export class PrecinctBody {
  @Field(Code, { example: '0412' })
  readonly code!: string;

  /** Code of the area directly above. */
  @Field(formed.area, { example: '632831100' })
  readonly area!: string;

  @Field(formed.name, { example: 'Secondary school No 2' })
  readonly name!: string;

  /** `null` when it is not known yet. */
  @Field(formed.votersOnRoll, { example: 812 })
  readonly votersOnRoll!: number | null;
}

/** The roll as received by the precinct commission. */
export class RollBody extends Act {
  @Field(received.votersOnRoll, { example: 815 })
  readonly votersOnRoll!: number;
}

/** What is done on the voting day of a contest. */
export class PollsBody extends Act {
  /** Code of the contest for whose day it is done; only where a contest was put off to a day of its own. */
  @Field(Code, { optional: true, example: 'akim-632831100' })
  readonly contest?: string;
}

/** Turnout at one of the hours, capital time, at which it is reported. */
export class TurnoutBody extends PollsBody {
  @Field(reported.hour, { example: 12 })
  readonly hour!: TurnoutHour;

  /** From the opening to that hour. */
  @Field(reported.ballotsIssued, { example: 310 })
  readonly ballotsIssued!: number;
}

/** Which precincts. */
export class PrecinctsQuery extends PageQuery {
  /** Only those directly below this area. */
  @Field(Code, { optional: true })
  readonly area?: string;
}
