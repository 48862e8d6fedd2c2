import { protocolEvents } from '../../domain/protocol/events.ts';
import { type Figures, FiguresGiven, VotesSchema } from '../../domain/protocol/figures.ts';
import { Act } from '../act.dto.ts';
import { Field } from '../field.ts';

const { properties: submitted } = protocolEvents.ObserverCopySubmitted.schema;
const { properties: attached } = protocolEvents.ObserverActAttached.schema;

const hash = '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae';

/** What somebody's certified copy says. */
export class ObserverCopyBody extends Act {
  /** The copy's code: the one it was issued under, where that is known. */
  @Field(submitted.copy, { example: 'copy-1' })
  readonly copy!: string;

  /** Figures that the copy shows; one that is `null` or left out is not compared. */
  @Field(FiguresGiven, { example: { ballotsInBoxes: 402, ballotsValid: 398 } })
  readonly figures!: Partial<Figures>;

  /** Votes by candidate's code, of those lines that the copy shows. */
  @Field(VotesSchema, { example: { 'c-1': 210, 'c-2': 180 } })
  readonly votes!: Readonly<Record<string, number>>;

  /** SHA-256 of the copy's scan, in hex. */
  @Field(submitted.sha256, { example: hash })
  readonly sha256!: string;
}

/** An act that must be attached to the protocol. */
export class ObserverActBody extends Act {
  /** The act's own code. */
  @Field(attached.act, { example: 'act-1' })
  readonly act!: string;

  /** SHA-256 of its original bytes, in hex. */
  @Field(attached.sha256, { example: hash })
  readonly sha256!: string;

  @Field(attached.about, { example: 'Ballots were not shown when they were read aloud.' })
  readonly about!: string;
}
