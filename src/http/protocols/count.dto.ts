import { protocolEvents } from '../../domain/protocol/events.ts';
import { Act } from '../act.dto.ts';
import { Field } from '../field.ts';

const { properties: counted } = protocolEvents.SignaturesCounted.schema;
const { properties: unused } = protocolEvents.UnusedBallotsCancelled.schema;
const { properties: mobile } = protocolEvents.MobileBoxOpened.schema;
const { properties: invalid } = protocolEvents.MobileBoxInvalidated.schema;
const { properties: stationary } = protocolEvents.StationaryBoxOpened.schema;

/** The signatures on the roll, counted. */
export class SignaturesCountBody extends Act {
  @Field(counted.ballotsIssued, { example: 402 })
  readonly ballotsIssued!: number;

  /** Ballots issued by each member of the commission, by official id; `null` or left out where nobody said. */
  @Field(counted.issuedByMember, { optional: true, example: { 'm.chair': 202, 'm.secretary': 200 } })
  readonly issuedByMember?: Readonly<Record<string, number>> | null;
}

/** Ballots that were not used, counted and cancelled. */
export class UnusedBallotsBody extends Act {
  @Field(unused.ballotsUnused, { example: 93 })
  readonly ballotsUnused!: number;

  @Field(unused.ballotsSpoiled, { example: 5 })
  readonly ballotsSpoiled!: number;
}

/** A mobile box, opened. */
export class MobileBoxBody extends Act {
  /** The box's code, among all boxes of the precinct. */
  @Field(mobile.box, { example: 'mobile-1' })
  readonly box!: string;

  /** Written requests to vote outside the station. */
  @Field(mobile.requests, { example: 12 })
  readonly requests!: number;

  @Field(mobile.ballots, { example: 12 })
  readonly ballots!: number;

  /** SHA-256 of the act about the box's invalidity, in hex: owed when it holds more ballots than requests. */
  @Field(invalid.act, { optional: true })
  readonly act?: string;
}

/** A stationary box, opened. */
export class StationaryBoxBody extends Act {
  /** The box's code, among all boxes of the precinct. */
  @Field(stationary.box, { example: 'hall-1' })
  readonly box!: string;

  @Field(stationary.ballots, { example: 390 })
  readonly ballots!: number;
}
