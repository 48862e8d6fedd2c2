import Type, { type Static } from 'typebox';
import { Office } from '../commission.ts';
import { event, type EventOf, revised } from '../event-definition.ts';
import { Code, Count, Instant, Official, record, Sha256Hex, Words } from '../fields.ts';
import { relationIds } from '../rules/control-relations.ts';
import { FiguresSchema, IssuedByMember, ProtocolContent, VotesSchema } from './figures.ts';

/** What can be amiss with a protocol: a control relation, or an observer's copy that says something else. */
export const discrepancyKinds = [...relationIds, 'observer-copy'] as const;
export type DiscrepancyKind = (typeof discrepancyKinds)[number];

/** Whom a certified copy is issued to (art. 20-1, 43); never a name. */
export const copyHolders = ['candidate', 'proxy', 'observer', 'media'] as const;
export type CopyHolder = (typeof copyHolders)[number];

/** What the higher commission, or the precinct's own, may do about a protocol that was accepted. */
export const corrections = ['recount-by-precinct', 'recount-by-order', 'invalidation'] as const;
export type Correction = (typeof corrections)[number];

/** A row of an imported file: what it was read from. `file`: SHA-256 of its original bytes. */
export const Imported = record({ file: Sha256Hex, line: Count });
export type Imported = Static<typeof Imported>;

/** One discrepancy of a protocol. `subject`: the mobile box (C6), the line of the ballot (C14) or the copy; else empty. */
export const Discrepancy = {
  kind: Type.Enum([...discrepancyKinds]),
  subject: Type.Union([Code, Type.Literal('')]),
};

const Value = Type.Union([Count, Words, Type.Null()]);

/** A field, as a JSON pointer into a protocol's content, such as `/figures/ballotsIssued` or `/votes/c-1`. */
const Field = Type.String({ pattern: '^(/[^/]{1,128}){1,4}$' });

const posted = { place: Words, at: Instant };

const Counted = record({ figures: FiguresSchema, votes: VotesSchema });

/**
 * Stream `protocol-{election}/{contest}/{precinct}`: the count, the paper that states it, and what becomes of it.
 * `at` is when it was done, `official` who did it.
 */
export const protocolEvents = {
  SignaturesCounted: event(
    record({ ballotsIssued: Count, issuedByMember: Type.Union([IssuedByMember, Type.Null()]), at: Instant }),
  ),
  UnusedBallotsCancelled: event(record({ ballotsUnused: Count, ballotsSpoiled: Count, at: Instant })),
  MobileBoxOpened: event(record({ box: Code, requests: Count, ballots: Count, at: Instant })),
  /** More ballots than requests: none of the box's ballots is valid. `act`: SHA-256 of the act drawn up about it. */
  MobileBoxInvalidated: event(record({ box: Code, requests: Count, ballots: Count, act: Sha256Hex, at: Instant })),
  StationaryBoxOpened: event(record({ box: Code, ballots: Count, at: Instant })),
  /** The paper read by one person; `round` 0 is the count, each recount is one more. */
  ProtocolEntered: event(
    record({
      round: Count,
      entry: Type.Union([Type.Literal(1), Type.Literal(2)]),
      official: Official,
      content: ProtocolContent,
      /** SHA-256 of a scan of the paper. */
      paper: Type.Union([Sha256Hex, Type.Null()]),
      imported: Type.Union([Imported, Type.Null()]),
      at: Instant,
    }),
  ),
  ProtocolEntriesDiffered: event(
    record({
      differences: Type.Array(record({ field: Field, first: Value, second: Value }), { minItems: 1 }),
      at: Instant,
    }),
  ),
  ProtocolEntryDiscarded: event(
    record({ entry: Type.Union([Type.Literal(1), Type.Literal(2)]), official: Official, reason: Words, at: Instant }),
  ),
  /** Both readings agree: this is what the paper says. */
  ProtocolAccepted: event(record({ figures: FiguresSchema, votes: VotesSchema, at: Instant })),
  DiscrepancyFlagged: event(record({ ...Discrepancy, left: Count, right: Count })),
  DiscrepancyExplained: event(
    record({
      ...Discrepancy,
      explanation: Words,
      evidence: Type.Union([Sha256Hex, Type.Null()]),
      official: Official,
      at: Instant,
    }),
  ),
  ProtocolSigned: event(
    record({ official: Official, office: Office, dissent: Type.Union([Words, Type.Null()]), at: Instant }),
  ),
  /** Since version 2 it says how many sat in the commission then: signatures are held against that; `null`: not said. */
  ProtocolPosted: revised(record({ ...posted, members: Type.Union([Count, Type.Null()]) }), [
    { version: 1, schema: record(posted), upcast: (v1: object) => ({ ...v1, members: null }) },
  ]),
  /** A certified copy was handed out. */
  ProtocolCopyIssued: event(record({ copy: Code, to: Type.Enum([...copyHolders]), at: Instant })),
  /** What somebody's certified copy says; figures that it does not show are `null`. `sha256`: of its scan. */
  ObserverCopySubmitted: event(
    record({
      copy: Code,
      official: Official,
      figures: FiguresSchema,
      votes: VotesSchema,
      sha256: Sha256Hex,
      at: Instant,
    }),
  ),
  ObserverCopyDiffered: event(
    record({
      copy: Code,
      differences: Type.Array(record({ field: Field, copy: Value, record: Value }), { minItems: 1 }),
    }),
  ),
  /** An act that must be attached to the protocol; `sha256` of its original bytes. */
  ObserverActAttached: event(record({ act: Code, official: Official, sha256: Sha256Hex, about: Words, at: Instant })),
  /** The first of the two people that each correction takes. */
  CorrectionProposed: event(
    record({
      correction: Type.Enum([...corrections]),
      reason: Words,
      evidence: Sha256Hex,
      official: Official,
      at: Instant,
    }),
  ),
  RecountOrdered: event(
    record({
      round: Count,
      by: Type.Union([Type.Literal('precinct'), Type.Literal('commission')]),
      reason: Words,
      evidence: Sha256Hex,
      proposedBy: Official,
      official: Official,
      at: Instant,
    }),
  ),
  RecountCompleted: event(
    record({
      round: Count,
      before: Counted,
      after: Counted,
      differences: Type.Array(record({ field: Field, before: Value, after: Value })),
      at: Instant,
    }),
  ),
  PrecinctResultInvalidated: event(
    record({ reason: Words, evidence: Sha256Hex, proposedBy: Official, official: Official, at: Instant }),
  ),
};
export type ProtocolEvent = EventOf<typeof protocolEvents>;
