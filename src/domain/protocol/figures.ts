import Type, { type Static, type TSchema } from 'typebox';
import { Code, Count, Figure, Official, record, Words } from '../fields.ts';

/** The figures of a protocol's form, by the names that events, answers and packages give them. */
export const figureNames = [
  'votersOnRoll',
  'ballotsReceived',
  'ballotsIssued',
  'ballotsIssuedOutside',
  'ballotsIssuedAbsentee',
  'ballotsUnused',
  'ballotsSpoiled',
  'ballotsInMobileBoxes',
  'ballotsInBoxes',
  'ballotsInvalid',
  'ballotsValid',
  'votesAgainstAll',
] as const;
export type FigureName = (typeof figureNames)[number];

/** `null`: nobody gave the figure, or the form has none; which is not 0. */
export type Figures = Readonly<Record<FigureName, number | null>>;

export const noFigures = Object.fromEntries(figureNames.map((name) => [name, null])) as Figures;

function each<S extends TSchema>(schema: S): Record<FigureName, S> {
  return Object.fromEntries(figureNames.map((name) => [name, schema])) as Record<FigureName, S>;
}

export const FiguresSchema = Type.Unsafe<Record<FigureName, number | null>>(record(each(Figure)));

/** The same as a requester may write it: a figure left out is `null`. */
export const FiguresGiven = record(each(Type.Optional(Figure)));

/** Votes by candidate's code. */
export const VotesSchema = Type.Record(Code, Count);

export const wordLanguages = ['kk', 'ru'] as const;

/** Figures as the paper states them in words, in one of the languages of the form. */
export const InWords = record({
  language: Type.Enum([...wordLanguages]),
  /** By the figure's name. */
  figures: record(each(Type.Optional(Words))),
  /** By candidate's code. */
  votes: Type.Record(Code, Words),
});
export type InWords = Static<typeof InWords>;

/** Ballots issued by each member of the commission, by official id. */
export const IssuedByMember = Type.Record(Official, Count);

/** What a protocol says, as a clerk reads it off the paper. */
export const ProtocolContent = record({
  figures: FiguresSchema,
  votes: VotesSchema,
  /** `null` where the paper does not say. */
  issuedByMember: Type.Union([IssuedByMember, Type.Null()]),
  /** `null` where the form has no figures in words. */
  inWords: Type.Union([InWords, Type.Null()]),
});
export type ProtocolContent = Static<typeof ProtocolContent>;

/** The figures that a protocol counts with. */
export type Counted = Pick<ProtocolContent, 'figures' | 'votes'>;

/** A line's votes; `undefined` where the paper has no such line. Codes are any, `constructor` among them. */
export function votesFor(line: string, { votes }: Pick<Counted, 'votes'>): number | undefined {
  return Object.hasOwn(votes, line) ? votes[line] : undefined;
}
