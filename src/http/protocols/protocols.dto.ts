import {
  protocolEvents,
  type CopyHolder,
  type Correction,
  type DiscrepancyKind,
  type Imported,
} from '../../domain/protocol/events.ts';
import { type Figures, FiguresGiven, ProtocolContent, VotesSchema } from '../../domain/protocol/figures.ts';
import { Act, SignedAct } from '../act.dto.ts';
import { Field } from '../field.ts';

const { properties: content } = ProtocolContent;
const { properties: entered } = protocolEvents.ProtocolEntered.schema;
const { properties: discarded } = protocolEvents.ProtocolEntryDiscarded.schema;
const { properties: explained } = protocolEvents.DiscrepancyExplained.schema;
const { properties: signed } = protocolEvents.ProtocolSigned.schema;
const { properties: posted } = protocolEvents.ProtocolPosted.schema;
const { properties: issued } = protocolEvents.ProtocolCopyIssued.schema;
const { properties: proposed } = protocolEvents.CorrectionProposed.schema;

const exampleFigures = { votersOnRoll: 500, ballotsIssued: 402, ballotsInBoxes: 402, ballotsValid: 398 };
const exampleVotes = { 'c-1': 210, 'c-2': 180 };
const hash = '2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae';

/** What one person reads off the paper. */
export class EntryBody extends Act {
  /** The figures of the form; one that is `null` or left out: the form has none. */
  @Field(FiguresGiven, { example: exampleFigures })
  readonly figures!: Partial<Figures>;

  /** Votes by candidate's code. */
  @Field(VotesSchema, { example: exampleVotes })
  readonly votes!: Readonly<Record<string, number>>;

  /** Ballots issued by each member, by official id; `null` or left out where the paper does not say. */
  @Field(content.issuedByMember, { optional: true })
  readonly issuedByMember?: ProtocolContent['issuedByMember'];

  /** Figures that the paper also states in words; `null` or left out where the form has none. */
  @Field(content.inWords, {
    optional: true,
    example: { language: 'ru', figures: { ballotsIssued: 'четыреста два' }, votes: { 'c-1': 'двести десять' } },
  })
  readonly inWords?: ProtocolContent['inWords'];

  /** SHA-256 of a scan of the paper, in hex. */
  @Field(entered.paper, { optional: true, example: hash })
  readonly paper?: string | null;

  /** The row of a file that it was read from; `null` or left out where a person read the paper. */
  @Field(entered.imported, { optional: true, example: { file: hash, line: 17 } })
  readonly imported?: Imported | null;
}

/** Which of two entries is wrong. */
export class DiscardBody extends Act {
  @Field(discarded.entry, { example: 2 })
  readonly entry!: 1 | 2;

  @Field(discarded.reason, { example: 'The paper says 210, not 201.' })
  override readonly reason!: string;
}

/** What was said about something amiss. */
export class ExplanationBody extends Act {
  /** The control relation, or `observer-copy`. */
  @Field(explained.kind, { example: 'C1' })
  readonly kind!: DiscrepancyKind;

  /** The mobile box (C6), the line of the ballot (C14) or the copy; left out where there is none. */
  @Field(explained.subject, { optional: true, example: '' })
  readonly subject?: string;

  @Field(explained.explanation, { example: 'One ballot was torn at the table and is kept with the act.' })
  readonly explanation!: string;

  /** SHA-256 of what proves it, in hex. */
  @Field(explained.evidence, { optional: true, example: hash })
  readonly evidence?: string | null;
}

/** A member's signature under the paper. */
export class SignatureBody extends SignedAct {
  /** The member's dissent, which is attached; `null` or left out where there is none. */
  @Field(signed.dissent, { optional: true, example: 'I was not shown the ballots of the second hundred.' })
  readonly dissent?: string | null;
}

/** Where the paper hangs. */
export class PostingBody extends Act {
  @Field(posted.place, { example: 'School No 3, entrance hall' })
  readonly place!: string;
}

/** A certified copy, handed out. */
export class CopyBody extends Act {
  /** The copy's own code. */
  @Field(issued.copy, { example: 'copy-1' })
  readonly copy!: string;

  @Field(issued.to, { example: 'observer' })
  readonly to!: CopyHolder;
}

/** What the first of two people asks for. */
export class CorrectionBody extends SignedAct {
  @Field(proposed.correction, { example: 'recount-by-precinct' })
  readonly correction!: Correction;

  @Field(proposed.reason, { example: 'A proxy asked for it in writing.' })
  override readonly reason!: string;

  /** SHA-256 of the request or decision that it rests on, in hex. */
  @Field(proposed.evidence, { example: hash })
  readonly evidence!: string;
}
