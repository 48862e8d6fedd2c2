import type { Decision } from '../decider.ts';
import type { ElectionFacts } from '../election/state.ts';
import { Refusal } from '../refusal.ts';
import type { ExamineProtocol, ExplainDiscrepancy, ProtocolFacts } from './commands.ts';
import type { ProtocolEvent } from './events.ts';
import type { ProtocolContent } from './figures.ts';
import { type Finding, findings, signingOf } from './findings.ts';
import { noPaperStands } from './standing.ts';
import { discrepancyKey, type ProtocolState } from './state.ts';

/** What is amiss with a protocol, and what was said about it. */

/** What fails when a paper is accepted. */
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
  const { accepted: content, mobileBoxes, signatures, posted } = state;
  const signing = signingOf(posted, signatures, precinct?.members ?? []);
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
  return noPaperStands(state) ?? newFlags(state, election, lines, facts);
}

export function explain(
  command: ExplainDiscrepancy,
  state: ProtocolState,
  election: ElectionFacts,
  lines: readonly string[],
): Decision<ProtocolEvent> {
  const { kind, subject, explanation, evidence, official, at, facts } = command;
  const none = noPaperStands(state);
  if (none) return none;
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
