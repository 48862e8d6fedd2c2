import type { Counted, ProtocolContent } from '../../domain/protocol/figures.ts';
import type { ProtocolStage } from '../../domain/protocol/state.ts';
import type { EventNamed } from '../projection.ts';

export type { ProtocolStage };

/** What was recorded of one precinct's protocol, as plain values: what a snapshot keeps of it, and answers are made of. */
export interface ProtocolRecord {
  readonly round: number;
  readonly signaturesCounted: EventNamed<'SignaturesCounted'>['data'] | null;
  readonly unusedCancelled: EventNamed<'UnusedBallotsCancelled'>['data'] | null;
  readonly mobileBoxes: readonly MobileBox[];
  readonly stationaryBoxes: readonly EventNamed<'StationaryBoxOpened'>['data'][];
  /** All readings of all rounds. */
  readonly entries: readonly Entry[];
  readonly differences: readonly Differences[];
  /** The paper that was accepted last: while a recount is under way, that of the round before. */
  readonly accepted: { readonly round: number; readonly at: string; readonly content: ProtocolContent } | null;
  readonly invalidated: boolean;
  /** What was flagged, by kind and subject as last flagged. */
  readonly flagged: readonly Flagged[];
  /** Signatures and posting are of the paper accepted last. */
  readonly signatures: readonly EventNamed<'ProtocolSigned'>['data'][];
  readonly posted: EventNamed<'ProtocolPosted'>['data'] | null;
  readonly copiesIssued: readonly EventNamed<'ProtocolCopyIssued'>['data'][];
  readonly observerCopies: readonly ObserverCopy[];
  readonly acts: readonly EventNamed<'ObserverActAttached'>['data'][];
  readonly corrections: readonly CorrectionRecord[];
}

export interface MobileBox extends Readonly<EventNamed<'MobileBoxOpened'>['data']> {
  /** SHA-256 of the act by which all of the box is invalid; `null`: it is not. */
  readonly invalidatedBy: string | null;
}

/** A reading of the paper by one person. */
export interface Entry extends Omit<EventNamed<'ProtocolEntered'>['data'], 'content'> {
  /** `null`: it says what was accepted in its round. */
  readonly content: ProtocolContent | null;
  readonly discarded: Omit<EventNamed<'ProtocolEntryDiscarded'>['data'], 'entry'> | null;
}

/** Where the two readings of a round said different things. */
export interface Differences extends Readonly<EventNamed<'ProtocolEntriesDiffered'>['data']> {
  readonly round: number;
}

export type Explanation = Omit<EventNamed<'DiscrepancyExplained'>['data'], 'kind' | 'subject'>;

export interface Flagged extends Readonly<EventNamed<'DiscrepancyFlagged'>['data']> {
  /** Of the paper in which it was found. */
  readonly round: number;
  readonly explanation: Explanation | null;
}

export interface ObserverCopy extends Readonly<EventNamed<'ObserverCopySubmitted'>['data']> {
  /** Field by field, where it says something else than the paper that stands; `null`: nowhere, or there is no paper yet. */
  readonly differences: EventNamed<'ObserverCopyDiffered'>['data']['differences'] | null;
  /** It once differed. */
  readonly differed: boolean;
  readonly explanation: Explanation | null;
}

/** A correction from the proposal on: by whom, why, who confirmed it, and what it changed. */
export interface CorrectionRecord {
  readonly correction: EventNamed<'CorrectionProposed'>['data']['correction'];
  readonly reason: string;
  readonly evidence: string;
  readonly proposedBy: string;
  readonly proposedAt: string;
  /** The second person; `null` as long as nobody has confirmed it. */
  readonly confirmedBy: string | null;
  readonly confirmedAt: string | null;
  /** The recount's round; `null`: no recount. */
  readonly round: number | null;
  /** What the recount came to; `null` before it is completed. */
  readonly before: Counted | null;
  readonly after: Counted | null;
  readonly differences: EventNamed<'RecountCompleted'>['data']['differences'] | null;
  readonly completedAt: string | null;
}

export const nothingRecorded: ProtocolRecord = {
  round: 0,
  signaturesCounted: null,
  unusedCancelled: null,
  mobileBoxes: [],
  stationaryBoxes: [],
  entries: [],
  differences: [],
  accepted: null,
  invalidated: false,
  flagged: [],
  signatures: [],
  posted: null,
  copiesIssued: [],
  observerCopies: [],
  acts: [],
  corrections: [],
};

export const protocolStages = [
  'count',
  'entered-once',
  'entries-differ',
  'accepted',
  'recount',
  'invalidated',
] as const satisfies readonly ProtocolStage[];

/** Where a protocol stands, by the names that the domain gives it. */
export function stageOf({ round, entries, accepted, invalidated }: ProtocolRecord): ProtocolStage {
  if (invalidated) return 'invalidated';
  if (accepted?.round === round) return 'accepted';
  const standing = entries.filter((entry) => entry.round === round && !entry.discarded).length;
  if (standing > 0) return standing > 1 ? 'entries-differ' : 'entered-once';
  return round > 0 ? 'recount' : 'count';
}
