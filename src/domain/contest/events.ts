import Type, { type Static } from 'typebox';
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

/** The checkpoint that the record stood under: whoever holds its tree's root can prove what was added up. */
export const CheckpointMark = record({ size: Count, root: Sha256Hex });
export type CheckpointMark = Static<typeof CheckpointMark>;
const Checkpoint = Type.Union([CheckpointMark, Type.Null()]);

/** What a repeat repeats. `candidates`: who alone may stand in a repeat voting; `null`: a repeat election is open to all. */
export const Repeats = record({
  election: Code,
  contest: Code,
  candidates: Type.Union([Type.Array(Code, { minItems: 2 }), Type.Null()]),
});
export type Repeats = Static<typeof Repeats>;

const called = {
  /** The constituency: every precinct below it votes in the contest. */
  area: Code,
  /** The area whose commission conducts the contest and establishes its result. */
  commission: Code,
  name: LocalizedName,
  againstAll: Type.Boolean(),
  /** Last day of the sitting akim's term; `null` where the office is vacant or the rule set has no terms. */
  termEnds: Type.Union([Day, Type.Null()]),
  at: Instant,
};

const tabulated = {
  position: Count,
  digest: Sha256Hex,
  basis: Basis,
  ballotsInBoxes: Figure,
  ballotsInvalid: Figure,
  ballotsValid: Figure,
  votes: Votes,
  votesAgainstAll: Figure,
  at: Instant,
};

const certified = { position: Count, digest: Sha256Hex, winner: Code, votes: Count, at: Instant };

/** Since version 2 the call names the election in which the repeat is held, as a contest of its own; `null`: not said. */
const repeatCalled = revised(record({ votingDay: Day, heldIn: Type.Union([Code, Type.Null()]), at: Instant }), [
  {
    version: 1,
    schema: record({ votingDay: Day, at: Instant }),
    upcast: (v1: { votingDay: string; at: string }) => ({ ...v1, heldIn: null }),
  },
]);

const withoutCheckpoint = (v1: object) => ({ ...v1, checkpoint: null });

/** Stream `contest-{election}/{code}`: one seat in one constituency. `at` is when it was decided. */
export const contestEvents = {
  /** Version 2 names the contest that is repeated; version 1 knew none. */
  ContestCalled: revised(record({ ...called, repeats: Type.Union([Repeats, Type.Null()]) }), [
    { version: 1, schema: record(called), upcast: (v1: object) => ({ ...v1, repeats: null }) },
  ]),
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
  /** The party that nominated takes it back. */
  NominationRevoked: event(record({ candidate: Code, reason: Words, at: Instant })),
  RegistrationCancelled: event(
    record({ candidate: Code, ground: Type.Enum([...refusalGrounds]), reason: Words, at: Instant }),
  ),
  /** Against a refusal or a cancellation; `evidence`: SHA-256 of the complaint as filed. */
  RegistrationAppealed: event(record({ candidate: Code, reason: Words, evidence: Sha256Hex, at: Instant })),
  /** `decidedBy`: the area whose commission decided, where the record was told. A granted appeal registers the candidate. */
  AppealDecided: event(
    record({
      candidate: Code,
      granted: Type.Boolean(),
      reason: Words,
      decidedBy: Type.Union([Code, Type.Null()]),
      at: Instant,
    }),
  ),
  /** Too few candidates are left: the contest is voted on a day of its own, and its calendar moves with that day. */
  ContestProlonged: event(record({ votingDay: Day, reason: Words, at: Instant })),
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
  ResultTabulated: revised(record({ ...tabulated, checkpoint: Checkpoint }), [
    { version: 1, schema: record(tabulated), upcast: withoutCheckpoint },
  ]),
  /** One member's voice for the tabulated result; `commission` is the revision of the composition it was given under. */
  ResultApproved: event(record({ official: Official, position: Count, commission: Count, at: Instant })),
  ResultCertified: revised(record({ ...certified, checkpoint: Checkpoint }), [
    { version: 1, schema: record(certified), upcast: withoutCheckpoint },
  ]),
  ResultPublished: event(record({ where: Words, at: Instant })),
  AkimRegistered: event(record({ candidate: Code, at: Instant })),
  TieDeclared: event(
    record({
      position: Count,
      digest: Sha256Hex,
      candidates: Type.Array(Code, { minItems: 2 }),
      votes: Count,
      at: Instant,
    }),
  ),
  /** The first of two people says that the contest is void, and on what evidence (SHA-256 of its original bytes). */
  InvalidationProposed: event(record({ reason: Words, evidence: Sha256Hex, official: Official, at: Instant })),
  /** A second person says so too. */
  ContestInvalidated: event(
    record({ reason: Words, evidence: Sha256Hex, proposedBy: Official, official: Official, at: Instant }),
  ),
  RepeatVotingCalled: repeatCalled,
  RepeatElectionCalled: repeatCalled,
};
export type ContestEvent = EventOf<typeof contestEvents>;
