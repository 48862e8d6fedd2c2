import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import type { RelationId } from '../rules/control-relations.ts';
import type { ExamineProtocol, ExplainDiscrepancy, ProtocolFacts } from './commands.ts';
import type { ProtocolEvent } from './events.ts';
import type { ProtocolContent } from './figures.ts';
import { type Finding, findings } from './findings.ts';
import { discrepancyKey, type ProtocolState } from './state.ts';

/** What is amiss with a protocol, and what was said about it. */

/** What fails when a paper is accepted: who signed it is asked once it is posted. */
export function flags(
  content: ProtocolContent,
  { mobileBoxes }: ProtocolState,
  { rules }: ElectionFacts,
  lines: readonly string[],
  { ballots }: ProtocolFacts,
): ProtocolEvent[] {
  return findings(rules.protocol.relations, { content, lines, mobileBoxes, ballots }).map(flagged);
}

const flagged = (finding: Finding): ProtocolEvent => ({ type: 'DiscrepancyFlagged', data: { ...finding } });

/** Everything that fails as the record stands now, and is not flagged with these very figures. */
export function newFlags(
  state: ProtocolState,
  { rules }: ElectionFacts,
  lines: readonly string[],
  { ballots, precinct }: ProtocolFacts,
): ProtocolEvent[] {
  if (!state.accepted) return [];
  const { accepted: content, mobileBoxes, signatures } = state;
  const signing = { members: precinct?.members ?? [], signatures };
  return findings(rules.protocol.relations, { content, lines, mobileBoxes, ballots, signing })
    .filter((finding) => {
      const known = state.discrepancies.get(discrepancyKey(finding));
      return known?.left !== finding.left || known.right !== finding.right;
    })
    .map(flagged);
}

export function examine(
  { facts }: ExamineProtocol,
  state: ProtocolState,
  election: ElectionFacts,
  lines: readonly string[],
): Decision<ProtocolEvent> {
  return state.accepted ? newFlags(state, election, lines, facts) : notAccepted();
}

export const notAccepted = (): Refusal =>
  new Refusal('state', 'PROTOCOL_NOT_ACCEPTED', 'No protocol of this precinct is accepted.');

export function explain(
  command: ExplainDiscrepancy,
  state: ProtocolState,
  election: ElectionFacts,
  lines: readonly string[],
): Decision<ProtocolEvent> {
  const { kind, subject, explanation, evidence, official, at, facts } = command;
  if (!state.accepted) return notAccepted();
  const fresh = newFlags(state, election, lines, facts).filter(
    (event) => event.type === 'DiscrepancyFlagged' && event.data.kind === kind && event.data.subject === subject,
  );
  const known =
    kind === 'observer-copy' ? state.copies.get(subject)?.differs : state.discrepancies.has(discrepancyKey(command));
  if (!known && fresh.length === 0) {
    const words = `The protocol has no discrepancy ${kind}${subject ? ` of ${subject}` : ''}.`;
    return new Refusal('unknown', 'DISCREPANCY_UNKNOWN', words, { field: '/kind' });
  }
  return [...fresh, { type: 'DiscrepancyExplained', data: { kind, subject, explanation, evidence, official, at } }];
}

/** Whether a kind of discrepancy is one of the control relations. */
export function isRelation(kind: string): kind is RelationId {
  return kind !== 'observer-copy';
}
