import type { Member } from '../commission.ts';
import type { Counted, ProtocolContent } from './figures.ts';
import type { Correction, DiscrepancyKind, ProtocolEvent } from './events.ts';

export interface Entry {
  readonly official: string;
  readonly content: ProtocolContent;
}

export interface OpenedBox {
  readonly box: string;
  readonly ballots: number;
  /** Written requests; absent for a stationary box. */
  readonly requests?: number;
}

/** A copy as somebody holds it, and whether it was last found to say something else than the record. */
export interface HeldCopy {
  readonly content: Counted;
  readonly differs: boolean;
}

/** Under a paper, with the office in which it was given: whoever is replaced later has signed all the same. */
export interface Signature {
  readonly official: string;
  readonly office: Member['office'];
}

export interface Discrepancy {
  readonly kind: DiscrepancyKind;
  readonly subject: string;
  readonly left: number;
  readonly right: number;
  readonly explained: boolean;
}

export interface Proposal {
  readonly correction: Correction;
  readonly reason: string;
  readonly evidence: string;
  readonly official: string;
}

export interface ProtocolState {
  /** The count before the protocol. */
  readonly signaturesCounted: boolean;
  readonly unusedCancelled: boolean;
  readonly mobileBoxes: readonly OpenedBox[];
  readonly stationaryBoxes: readonly OpenedBox[];
  /** 0: the count; each recount is one more. */
  readonly round: number;
  /** The readings of this round that stand. */
  readonly first?: Entry;
  readonly second?: Entry;
  /** What the paper of this round says, once both readings agree. */
  readonly accepted?: ProtocolContent;
  /** What the paper of the round before said, while a recount is under way. */
  readonly before?: ProtocolContent;
  readonly recountedByPrecinct: boolean;
  readonly proposal?: Proposal;
  readonly invalidated: boolean;
  /** Those of this round's paper, by kind and subject. */
  readonly discrepancies: ReadonlyMap<string, Discrepancy>;
  /** Who signed this round's paper. */
  readonly signatures: readonly Signature[];
  /** Absent before this round's paper is. `members`: how many sat in the commission then; `null`: not said. */
  readonly posted?: { readonly members: number | null };
  readonly issuedCopies: readonly string[];
  readonly copies: ReadonlyMap<string, HeldCopy>;
  readonly acts: readonly string[];
}

export const initialProtocol: ProtocolState = {
  signaturesCounted: false,
  unusedCancelled: false,
  mobileBoxes: [],
  stationaryBoxes: [],
  round: 0,
  recountedByPrecinct: false,
  invalidated: false,
  discrepancies: new Map(),
  signatures: [],
  issuedCopies: [],
  copies: new Map(),
  acts: [],
};

export function discrepancyKey({ kind, subject }: { readonly kind: string; readonly subject: string }): string {
  return `${kind}/${subject}`;
}

/** Where a protocol stands, in words: `recount` is a second (or later) reading under way. */
export type ProtocolStage = 'count' | 'entered-once' | 'entries-differ' | 'accepted' | 'recount' | 'invalidated';

export function stageOf(state: ProtocolState): ProtocolStage {
  if (state.invalidated) return 'invalidated';
  if (state.accepted) return 'accepted';
  if (state.first && state.second) return 'entries-differ';
  if (state.first || state.second) return 'entered-once';
  return state.round > 0 ? 'recount' : 'count';
}

/** Total: an event that no decider would have recorded here leaves the state as it is, or adds what it says. */
export function evolveProtocol(state: ProtocolState, event: ProtocolEvent): ProtocolState {
  switch (event.type) {
    case 'SignaturesCounted':
      return { ...state, signaturesCounted: true };
    case 'UnusedBallotsCancelled':
      return { ...state, unusedCancelled: true };
    case 'MobileBoxOpened': {
      const { box, requests, ballots } = event.data;
      return { ...state, mobileBoxes: [...state.mobileBoxes, { box, requests, ballots }] };
    }
    case 'MobileBoxInvalidated':
      return state;
    case 'StationaryBoxOpened': {
      const { box, ballots } = event.data;
      return { ...state, stationaryBoxes: [...state.stationaryBoxes, { box, ballots }] };
    }
    case 'ProtocolEntered': {
      const { entry, official, content } = event.data;
      return { ...state, [entry === 1 ? 'first' : 'second']: { official, content } };
    }
    case 'ProtocolEntriesDiffered':
      return state;
    case 'ProtocolEntryDiscarded': {
      const { first, second, ...rest } = state;
      const kept = event.data.entry === 1 ? second : first;
      return kept ? { ...rest, [event.data.entry === 1 ? 'second' : 'first']: kept } : rest;
    }
    case 'ProtocolAccepted':
      return accepted(state, event.data);
    case 'RecountCompleted':
      return accepted(state, event.data.after);
    case 'DiscrepancyFlagged': {
      const found = { ...event.data, explained: false };
      return { ...state, discrepancies: new Map(state.discrepancies).set(discrepancyKey(found), found) };
    }
    case 'DiscrepancyExplained': {
      const key = discrepancyKey(event.data);
      const found = state.discrepancies.get(key);
      if (!found) return state;
      return { ...state, discrepancies: new Map(state.discrepancies).set(key, { ...found, explained: true }) };
    }
    case 'ProtocolSigned': {
      const { official, office } = event.data;
      return { ...state, signatures: [...state.signatures, { official, office }] };
    }
    case 'ProtocolPosted':
      return { ...state, posted: { members: event.data.members } };
    case 'ProtocolCopyIssued':
      return { ...state, issuedCopies: [...state.issuedCopies, event.data.copy] };
    case 'ObserverCopySubmitted': {
      const { copy, figures, votes } = event.data;
      return withCopy(state, copy, { content: { figures, votes }, differs: false });
    }
    case 'ObserverCopyDiffered': {
      const held = state.copies.get(event.data.copy);
      return held ? withCopy(state, event.data.copy, { ...held, differs: true }) : state;
    }
    case 'ObserverActAttached':
      return { ...state, acts: [...state.acts, event.data.act] };
    case 'CorrectionProposed': {
      const { correction, reason, evidence, official } = event.data;
      return { ...state, proposal: { correction, reason, evidence, official } };
    }
    case 'RecountOrdered': {
      const { proposal: _, accepted: before, first: _1, second: _2, ...rest } = state;
      return {
        ...rest,
        ...(before ? { before } : {}),
        round: event.data.round,
        recountedByPrecinct: state.recountedByPrecinct || event.data.by === 'precinct',
      };
    }
    case 'PrecinctResultInvalidated': {
      const { proposal: _, ...rest } = state;
      return { ...rest, invalidated: true };
    }
  }
}

/** A new paper stands: its discrepancies, signatures and posting are its own, and copies are held against it anew. */
function accepted(state: ProtocolState, { figures, votes }: Counted): ProtocolState {
  const { before: _, posted: _1, ...rest } = state;
  const read = state.second?.content ?? state.first?.content;
  return {
    ...rest,
    accepted: { issuedByMember: null, inWords: null, ...read, figures, votes },
    discrepancies: new Map(),
    signatures: [],
    copies: new Map([...state.copies].map(([copy, held]) => [copy, { ...held, differs: false }])),
  };
}

function withCopy(state: ProtocolState, copy: string, held: HeldCopy): ProtocolState {
  return { ...state, copies: new Map(state.copies).set(copy, held) };
}
