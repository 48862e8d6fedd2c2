import type { ExplainDiscrepancy } from '../../../domain/protocol/commands.ts';
import type { ProtocolEvent } from '../../../domain/protocol/events.ts';
import type { Act } from '../act.ts';
import type { Facts } from '../facts.ts';
import { among, dated, follows, type Inverses } from './inverse.ts';

/** What every act on a protocol carries: its moments, and what the record says elsewhere. */
const on = (at: string, act: Act, facts: Facts) => ({ ...dated(at, act), facts: facts.protocol(act.address) });

/** The same for an act that names who did it: whoever asked, whatever the event says. */
const by = (at: string, act: Act, facts: Facts) => ({ ...on(at, act, facts), official: act.meta.actor });

const explain = (
  { data }: Extract<ProtocolEvent, { type: 'DiscrepancyExplained' }>,
  act: Act,
  facts: Facts,
): ExplainDiscrepancy => ({ type: 'ExplainDiscrepancy', ...data, ...by(data.at, act, facts) });

export const protocolInverses: Inverses<'protocol'> = {
  SignaturesCounted: ({ data }, act, facts) => ({ type: 'CountSignatures', ...data, ...on(data.at, act, facts) }),
  UnusedBallotsCancelled: ({ data }, act, facts) => ({
    type: 'CancelUnusedBallots',
    ...data,
    ...on(data.at, act, facts),
  }),
  MobileBoxOpened: ({ data }, act, facts) => ({
    type: 'OpenMobileBox',
    ...data,
    act: among(act.events, 'MobileBoxInvalidated')?.data.act ?? null,
    ...on(data.at, act, facts),
  }),
  MobileBoxInvalidated: follows,
  StationaryBoxOpened: ({ data }, act, facts) => ({ type: 'OpenStationaryBox', ...data, ...on(data.at, act, facts) }),
  ProtocolEntered: ({ data: { content, paper, imported, at } }, act, facts) => ({
    type: 'EnterProtocol',
    content,
    paper,
    imported,
    ...by(at, act, facts),
  }),
  ProtocolEntriesDiffered: follows,
  ProtocolEntryDiscarded: ({ data }, act, facts) => ({
    type: 'DiscardProtocolEntry',
    ...data,
    ...by(data.at, act, facts),
  }),
  ProtocolAccepted: follows,
  RecountCompleted: follows,
  DiscrepancyFlagged(_, act, facts) {
    const explained = among(act.events, 'DiscrepancyExplained');
    // An examination names no moment of its own.
    return explained
      ? explain(explained, act, facts)
      : { type: 'ExamineProtocol', ...on(act.meta.recordedAt, act, facts) };
  },
  DiscrepancyExplained: explain,
  ProtocolSigned: ({ data }, act, facts) => ({
    type: 'SignProtocol',
    dissent: data.dissent,
    whenPosted: facts.whenPosted(act.stream),
    ...by(data.at, act, facts),
  }),
  ProtocolPosted({ data: { place, members, at } }, act, facts) {
    const around = on(at, act, facts);
    const now = around.facts.precinct?.members.length ?? 0;
    return { type: 'PostProtocol', place, members: members === null ? null : now, ...around };
  },
  ProtocolCopyIssued: ({ data }, act, facts) => ({ type: 'IssueProtocolCopy', ...data, ...on(data.at, act, facts) }),
  ObserverCopySubmitted: ({ data: { copy, figures, votes, sha256, at } }, act, facts) => ({
    type: 'SubmitObserverCopy',
    copy,
    content: { figures, votes },
    sha256,
    ...by(at, act, facts),
  }),
  ObserverCopyDiffered: follows,
  ObserverActAttached: ({ data }, act, facts) => ({ type: 'AttachObserverAct', ...data, ...by(data.at, act, facts) }),
  CorrectionProposed: ({ data }, act, facts) => ({ type: 'ProposeCorrection', ...data, ...by(data.at, act, facts) }),
  RecountOrdered: ({ data }, act, facts) => ({
    type: 'ConfirmCorrection',
    correction: data.by === 'precinct' ? 'recount-by-precinct' : 'recount-by-order',
    ...by(data.at, act, facts),
  }),
  PrecinctResultInvalidated: ({ data }, act, facts) => ({
    type: 'ConfirmCorrection',
    correction: 'invalidation',
    ...by(data.at, act, facts),
  }),
};
