import type { Member } from '../commission.ts';
import type { ElectionFacts } from '../election/state.ts';
import type { Acted } from '../rules/calendar.ts';
import type { CopyHolder, Correction, DiscrepancyKind, Imported } from './events.ts';
import type { Counted, ProtocolContent } from './figures.ts';

/** What the record says elsewhere, as decisions on a protocol need it. */
export interface ProtocolFacts {
  readonly election: ElectionFacts | undefined;
  readonly precinct: { readonly closedAt: string | undefined; readonly members: readonly Member[] } | undefined;
  /** The precinct votes in the contest; `undefined`: there is no such contest. */
  readonly inConstituency: boolean | undefined;
  /** Lines of the approved ballot; `undefined` while there is none. */
  readonly lines: readonly string[] | undefined;
  /** The result is certified, or is to be repeated: nothing but a recount can change it. */
  readonly decided: boolean;
  readonly published: boolean;
  /** Ballots of the closed box by line and `invalid`; `undefined` while there are none that are final. */
  readonly ballots: ReadonlyMap<string, number> | undefined;
}

interface OnProtocol extends Acted {
  readonly facts: ProtocolFacts;
}
interface ByOfficial extends OnProtocol {
  readonly official: string;
}

export interface CountSignatures extends OnProtocol {
  readonly type: 'CountSignatures';
  readonly ballotsIssued: number;
  readonly issuedByMember: Readonly<Record<string, number>> | null;
}
export interface CancelUnusedBallots extends OnProtocol {
  readonly type: 'CancelUnusedBallots';
  readonly ballotsUnused: number;
  readonly ballotsSpoiled: number;
}
export interface OpenMobileBox extends OnProtocol {
  readonly type: 'OpenMobileBox';
  readonly box: string;
  readonly requests: number;
  readonly ballots: number;
  /** SHA-256 of the act on the box's invalidity; owed when it holds more ballots than requests. */
  readonly act: string | null;
}
export interface OpenStationaryBox extends OnProtocol {
  readonly type: 'OpenStationaryBox';
  readonly box: string;
  readonly ballots: number;
}
export interface EnterProtocol extends ByOfficial {
  readonly type: 'EnterProtocol';
  readonly content: ProtocolContent;
  readonly paper: string | null;
  readonly imported: Imported | null;
}
export interface DiscardProtocolEntry extends ByOfficial {
  readonly type: 'DiscardProtocolEntry';
  readonly entry: 1 | 2;
  readonly reason: string;
}
/** Holds the protocol against its relations once more: ballots may have been recorded since, or members signed. */
export interface ExamineProtocol extends OnProtocol {
  readonly type: 'ExamineProtocol';
}
export interface ExplainDiscrepancy extends ByOfficial {
  readonly type: 'ExplainDiscrepancy';
  readonly kind: DiscrepancyKind;
  readonly subject: string;
  readonly explanation: string;
  readonly evidence: string | null;
}
export interface SignProtocol extends ByOfficial {
  readonly type: 'SignProtocol';
  /** Who sat in the commission when the paper that stands was posted; `undefined`: it is not posted. */
  readonly whenPosted: readonly Member[] | undefined;
  readonly dissent: string | null;
}
export interface PostProtocol extends OnProtocol {
  readonly type: 'PostProtocol';
  readonly place: string;
  /** How many sit in the precinct's commission; `null`: not said, as in version 1 of the event. */
  readonly members: number | null;
}
export interface IssueProtocolCopy extends OnProtocol {
  readonly type: 'IssueProtocolCopy';
  readonly copy: string;
  readonly to: CopyHolder;
}
export interface SubmitObserverCopy extends ByOfficial {
  readonly type: 'SubmitObserverCopy';
  readonly copy: string;
  readonly content: Counted;
  readonly sha256: string;
}
export interface AttachObserverAct extends ByOfficial {
  readonly type: 'AttachObserverAct';
  readonly act: string;
  readonly sha256: string;
  readonly about: string;
}
export interface ProposeCorrection extends ByOfficial {
  readonly type: 'ProposeCorrection';
  readonly correction: Correction;
  readonly reason: string;
  readonly evidence: string;
}
export interface ConfirmCorrection extends ByOfficial {
  readonly type: 'ConfirmCorrection';
  readonly correction: Correction;
}

export type ProtocolCommand =
  | CountSignatures
  | CancelUnusedBallots
  | OpenMobileBox
  | OpenStationaryBox
  | EnterProtocol
  | DiscardProtocolEntry
  | ExamineProtocol
  | ExplainDiscrepancy
  | SignProtocol
  | PostProtocol
  | IssueProtocolCopy
  | SubmitObserverCopy
  | AttachObserverAct
  | ProposeCorrection
  | ConfirmCorrection;
