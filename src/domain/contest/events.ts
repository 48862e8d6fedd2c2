import Type from 'typebox';
import { againstAll } from '../ballot-box/events.ts';
import { event, type EventOf, revised } from '../event-definition.ts';
import {
  Code,
  Count,
  Day,
  Figure,
  Instant,
  LocalizedName,
  Name,
  Official,
  record,
  Sha256Hex,
  Words,
} from '../fields.ts';

export const nominators = ['party', 'self', 'akim'] as const;

/** Grounds on which registration is refused or cancelled (art. 113-5). */
export const refusalGrounds = [
  'NOMINATION_RULES_OR_DOCUMENTS',
  'ELIGIBILITY_MISMATCH',
  'OFFICE_ABUSE',
  'EARLY_CAMPAIGN',
  'DEFAMATION_FOUND_BY_COURT',
  'BRIBERY_FOUND_BY_COURT',
  'FALSE_ASSET_DECLARATION',
  'NEGATIVE_SPECIAL_CHECK',
  'OTHER_BY_LAW',
] as const;
export type RefusalGround = (typeof refusalGrounds)[number];

/** What a tabulation rests on: the ballots read into the record, or the precincts' protocols. */
export const Basis = Type.Union([Type.Literal('ballots'), Type.Literal('protocols')]);

const Votes = Type.Record(Code, Count);

/** Stream `contest-{election}/{code}`: one seat in one constituency. `at` is when it was decided. */
export const contestEvents = {
  ContestCalled: event(
    record({
      /** The constituency: every precinct below it votes in the contest. */
      area: Code,
      /** The area whose commission conducts the contest and establishes its result. */
      commission: Code,
      name: LocalizedName,
      againstAll: Type.Boolean(),
      /** Last day of the sitting akim's term; `null` where the office is vacant or the rule set has no terms. */
      termEnds: Type.Union([Day, Type.Null()]),
      at: Instant,
    }),
  ),
  NominationExtended: event(record({ until: Instant, reason: Words, at: Instant })),
  CandidateNominated: event(
    record({
      candidate: Code,
      name: Name,
      nominatedBy: Type.Enum([...nominators]),
      party: Type.Union([Name, Type.Null()]),
      at: Instant,
    }),
  ),
  SignaturesVerified: event(
    record({
      candidate: Code,
      valid: Count,
      votersInConstituency: Count,
      /** Settlements of the constituency, and those from which signatures came. */
      settlements: Type.Union([record({ all: Count, represented: Count }), Type.Null()]),
      at: Instant,
    }),
  ),
  EligibilityChecked: event(record({ candidate: Code, eligible: Type.Boolean(), at: Instant })),
  CandidateRegistered: event(record({ candidate: Code, at: Instant })),
  RegistrationRefused: event(
    record({
      candidate: Code,
      ground: Type.Enum([...refusalGrounds]),
      reason: Words,
      at: Instant,
    }),
  ),
  CandidateWithdrawn: event(record({ candidate: Code, at: Instant })),
  /** Version 2 states the lines as the voter reads them; version 1 kept "against all" apart as a flag. */
  BallotTextApproved: revised(record({ lines: Type.Array(Code, { minItems: 1, maxItems: 200 }), at: Instant }), [
    {
      version: 1,
      schema: record({
        order: Type.Array(Code, { minItems: 1, maxItems: 199 }),
        againstAll: Type.Boolean(),
        at: Instant,
      }),
      upcast: (v1: { order: string[]; againstAll: boolean; at: string }) => ({
        lines: v1.againstAll ? [...v1.order, againstAll] : v1.order,
        at: v1.at,
      }),
    },
  ]),
  /** The figures a commission puts to the vote. `position` and `digest` name the results they were read from. */
  ResultTabulated: event(
    record({
      position: Count,
      digest: Sha256Hex,
      basis: Basis,
      ballotsInBoxes: Figure,
      ballotsInvalid: Figure,
      ballotsValid: Figure,
      votes: Votes,
      votesAgainstAll: Figure,
      at: Instant,
    }),
  ),
  /** One member's voice for the tabulated result; `commission` is the revision of the composition it was given under. */
  ResultApproved: event(record({ official: Official, position: Count, commission: Count, at: Instant })),
  ResultCertified: event(record({ position: Count, digest: Sha256Hex, winner: Code, votes: Count, at: Instant })),
  TieDeclared: event(
    record({
      position: Count,
      digest: Sha256Hex,
      candidates: Type.Array(Code, { minItems: 2 }),
      votes: Count,
      at: Instant,
    }),
  ),
  RepeatVotingCalled: event(record({ votingDay: Day, at: Instant })),
  RepeatElectionCalled: event(record({ votingDay: Day, at: Instant })),
};
export type ContestEvent = EventOf<typeof contestEvents>;
