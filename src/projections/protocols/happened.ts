import type { ProtocolEvent } from '../../domain/protocol/events.ts';
import type { Counted } from '../../domain/protocol/figures.ts';
import type { Entry, ObserverCopy, ProtocolRecord } from './record.ts';

/** A protocol's record with one event more. */
export function happened(record: ProtocolRecord, event: ProtocolEvent): ProtocolRecord {
  switch (event.type) {
    case 'SignaturesCounted':
      return { ...record, signaturesCounted: event.data };
    case 'UnusedBallotsCancelled':
      return { ...record, unusedCancelled: event.data };
    case 'MobileBoxOpened':
      return { ...record, mobileBoxes: [...record.mobileBoxes, { ...event.data, invalidatedBy: null }] };
    case 'MobileBoxInvalidated': {
      const { box, act } = event.data;
      const mobileBoxes = record.mobileBoxes.map((each) => (each.box === box ? { ...each, invalidatedBy: act } : each));
      return { ...record, mobileBoxes };
    }
    case 'StationaryBoxOpened':
      return { ...record, stationaryBoxes: [...record.stationaryBoxes, event.data] };
    case 'ProtocolEntered':
      return { ...record, entries: [...record.entries, { ...event.data, discarded: null }] };
    case 'ProtocolEntriesDiffered':
      return { ...record, differences: [...record.differences, { round: record.round, ...event.data }] };
    case 'ProtocolEntryDiscarded': {
      const { entry, ...discarded } = event.data;
      return withEntries(record, (each) => (each.entry === entry ? { ...each, discarded } : each));
    }
    case 'ProtocolAccepted':
      return accepted(record, event.data, event.data.at);
    case 'RecountCompleted': {
      const { round, at: completedAt, ...recounted } = event.data;
      const corrections = record.corrections.map((each) =>
        each.round === round ? { ...each, ...recounted, completedAt } : each,
      );
      return { ...accepted(record, recounted.after, completedAt), corrections };
    }
    case 'DiscrepancyFlagged': {
      const { kind, subject } = event.data;
      const others = record.flagged.filter((each) => each.kind !== kind || each.subject !== subject);
      return { ...record, flagged: [...others, { ...event.data, round: record.round, explanation: null }] };
    }
    case 'DiscrepancyExplained':
      return explained(record, event.data);
    case 'ProtocolSigned':
      return { ...record, signatures: [...record.signatures, event.data] };
    case 'ProtocolPosted':
      return { ...record, posted: event.data };
    case 'ProtocolCopyIssued':
      return { ...record, copiesIssued: [...record.copiesIssued, event.data] };
    case 'ObserverCopySubmitted': {
      const copy = { ...event.data, differences: null, differed: false, explanation: null };
      return { ...record, observerCopies: [...record.observerCopies, copy] };
    }
    case 'ObserverCopyDiffered': {
      const { copy, differences } = event.data;
      return withCopies(record, (each) =>
        each.copy === copy ? { ...each, differences, differed: true, explanation: null } : each,
      );
    }
    case 'ObserverActAttached':
      return { ...record, acts: [...record.acts, event.data] };
    case 'CorrectionProposed': {
      const { official: proposedBy, at: proposedAt, ...proposed } = event.data;
      const correction = { ...proposed, proposedBy, proposedAt, ...unconfirmed };
      return { ...record, corrections: [...record.corrections, correction] };
    }
    case 'RecountOrdered': {
      const { round } = event.data;
      return { ...confirmed(record, round, event.data), round };
    }
    case 'PrecinctResultInvalidated':
      return { ...confirmed(record, null, event.data), invalidated: true };
  }
}

const unconfirmed = {
  confirmedBy: null,
  confirmedAt: null,
  round: null,
  before: null,
  after: null,
  differences: null,
  completedAt: null,
};

/** A new paper stands: its signatures and posting are its own, and copies are held against it anew. */
function accepted(record: ProtocolRecord, counted: Counted, at: string): ProtocolRecord {
  const { round } = record;
  const { figures, votes } = counted;
  const read = record.entries.findLast((entry) => entry.round === round && !entry.discarded)?.content;
  const content = { figures, votes, issuedByMember: read?.issuedByMember ?? null, inWords: read?.inWords ?? null };
  return {
    // What the readings say is kept once.
    ...withEntries(record, (entry) => (entry.discarded ? entry : { ...entry, content: null })),
    accepted: { round, at, content },
    signatures: [],
    posted: null,
    observerCopies: record.observerCopies.map((copy) => ({ ...copy, differences: null, explanation: null })),
  };
}

function explained(
  record: ProtocolRecord,
  { kind, subject, ...explanation }: Extract<ProtocolEvent, { type: 'DiscrepancyExplained' }>['data'],
): ProtocolRecord {
  if (kind === 'observer-copy') {
    return withCopies(record, (each) => (each.copy === subject ? { ...each, explanation } : each));
  }
  const flagged = record.flagged.map((each) =>
    each.kind === kind && each.subject === subject ? { ...each, explanation } : each,
  );
  return { ...record, flagged };
}

/** The proposal that was made last is the one confirmed. */
function confirmed(
  record: ProtocolRecord,
  round: number | null,
  { official: confirmedBy, at: confirmedAt }: { readonly official: string; readonly at: string },
): ProtocolRecord {
  const corrections = record.corrections.map((each, i) =>
    i === record.corrections.length - 1 ? { ...each, confirmedBy, confirmedAt, round } : each,
  );
  return { ...record, corrections };
}

/** Changes readings of this round that stand. */
function withEntries(record: ProtocolRecord, change: (entry: Entry) => Entry): ProtocolRecord {
  const { round } = record;
  const entries = record.entries.map((each) => (each.round === round && !each.discarded ? change(each) : each));
  return { ...record, entries };
}

function withCopies(record: ProtocolRecord, change: (copy: ObserverCopy) => ObserverCopy): ProtocolRecord {
  return { ...record, observerCopies: record.observerCopies.map(change) };
}
