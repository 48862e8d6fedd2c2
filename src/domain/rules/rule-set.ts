import type { AreaLevel } from '../area/events.ts';
import type { FigureName } from '../protocol/figures.ts';
import type { RelationId } from './control-relations.ts';

/** What the law of one period, or another country's, asks of an election: parameters only, read by the deciders. */
export interface RuleSet {
  readonly id: string;
  /** Days and hours that acts must keep; `null`: none are set. */
  readonly calendar: Calendar | null;
  /** How the candidates stand on the ballot: by the Kazakh alphabet, or as the commission orders them. */
  readonly ballotOrder: 'kazakh-alphabet' | 'as-given';
  /** Whether each ballot ends with "against all"; if not, a contest says so for itself. */
  readonly againstAllRequired: boolean;
  /** A vote on fewer registered candidates cannot be held. */
  readonly minimumCandidates: number;
  /** Signatures a self-nominated candidate must bring; `null`: none. */
  readonly selfNomination: { readonly percentOfVoters: number; readonly percentOfSettlements: number } | null;
  /** Whether each candidate's eligibility is checked before registration. */
  readonly eligibilityCheck: boolean;
  /**
   * Earliest opening and latest closing, local time, and the zone by whose clock turnout is reported all over the
   * country; `null`: ballots are recorded whether or not the record knows of polls.
   */
  readonly polls: {
    readonly opensFrom: string;
    readonly closesUntil: string;
    readonly turnoutTimeZone: string;
  } | null;
  /** What a tie leads to, and within how many months of the voting day. */
  readonly tie: {
    readonly repeat: 'election' | 'voting';
    readonly withinMonths: number;
    readonly article?: string;
  };
  /** The level whose commission conducts a contest when none is named, at or above the constituency; `null`: its own. */
  readonly conductedBy: AreaLevel | null;
  /** `minimumBallotBatch` of an election that names none. */
  readonly minimumBallotBatch: number;
  /** How a precinct counts: each step in its order, within so many hours of the close; `null`: the record asks for none. */
  readonly count: { readonly hours: number; readonly article: string } | null;
  readonly protocol: ProtocolRules;
}

/** How protocols are read into the record, and what their figures are held to. */
export interface ProtocolRules {
  /** Figures that the form has: a reading that lacks one is no protocol. */
  readonly form: readonly FigureName[];
  /** Whether a protocol imported with its source stands for both readings. */
  readonly importStandsForBoth: boolean;
  /** Whether a result is established on protocols alone; if not, recorded ballots can carry it where there are none. */
  readonly required: boolean;
  /** The control relations that apply. */
  readonly relations: readonly RelationId[];
}

export interface Calendar {
  readonly calledBeforeTermEnds: Limit;
  readonly nominationCloses: Limit & { readonly hour: string };
  readonly registrationCloses: Limit & { readonly hour: string };
  /** Only while fewer than `minimumCandidates` are nominated; days after the regular close. */
  readonly nominationExtension: Limit;
  /** Last day on which anybody leaves the list of candidates or comes back to it, in days before the vote. */
  readonly withdrawal: Limit;
  /** Days from a refusal or a cancellation to the appeal against it, and from the appeal to its decision. */
  readonly appeal: Limit;
  readonly appealDecision: Limit;
  /** How far from the election's voting day a contest with too few candidates may be put off, in days. */
  readonly prolongation: Limit;
  /** Days after the vote; a result established later is recorded like any other, and is seen to be late. */
  readonly resultEstablished: Limit;
  /** Days after the vote; `null`: the law sets none. */
  readonly resultPublished: Limit | null;
  readonly akimRegistered: Limit;
}

/** A number of days, and the article that sets it. */
export interface Limit {
  readonly days: number;
  readonly article: string;
}
