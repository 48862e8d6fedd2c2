import { copyDifferences } from '../../domain/protocol/copies.ts';
import type { ProtocolEvent } from '../../domain/protocol/events.ts';
import { discrepancyKey, type ProtocolState } from '../../domain/protocol/state.ts';
import type { Act } from './act.ts';
import type { Facts } from './facts.ts';
import { deciderOf } from './kinds.ts';
import { failingIn } from './results/paper-trace.ts';
import { byField, firstDifference } from './same.ts';

interface Found {
  readonly index: number;
  readonly message: string;
}

type Flagged = Extract<ProtocolEvent, { type: 'DiscrepancyFlagged' }>;
type Differed = Extract<ProtocolEvent, { type: 'ObserverCopyDiffered' }>;

/** Acts after which every relation that fails is flagged. */
const examining: ReadonlySet<string> = new Set([
  'ProtocolAccepted',
  'RecountCompleted',
  'ProtocolPosted',
  'DiscrepancyFlagged',
]);

/**
 * Holds a protocol against its control relations, and others' copies against it, and what was flagged in this act against
 * what comes of that: flags that are lacking, invented, or have the wrong sides.
 * @param before the protocol before the act
 */
export function relationFaults(act: Act, before: ProtocolState, facts: Facts): Found[] {
  const events = act.events as readonly ProtocolEvent[];
  const after = events.reduce((state, event) => deciderOf('protocol').evolve(state, event) as ProtocolState, before);
  if (!after.accepted) return [];
  return [...flagFaults(act, events, after, facts), ...copyFaults(act, events, after)];
}

function flagFaults(act: Act, events: readonly ProtocolEvent[], after: ProtocolState, facts: Facts): Found[] {
  const flags = events.flatMap((event, i) => (event.type === 'DiscrepancyFlagged' ? [{ event, i }] : []));
  const explains = events.some(({ type }) => type === 'DiscrepancyExplained');
  const complete = !explains && events.some(({ type }) => examining.has(type));
  if (!complete && flags.length === 0) return [];
  const { election, lines, ballots, precinct } = facts.protocol(act.address);
  const relations = election?.rules.protocol.relations ?? [];
  const around = { relations, lines: lines ?? [], members: precinct?.members ?? [], ballots };
  const failing = failingIn(after.accepted!, after, around);
  const wrong = flags.flatMap(({ event, i }) => {
    const fault = flagFault(event, failing);
    return fault === undefined ? [] : [{ index: act.index + i, message: fault }];
  });
  const lacking = failing.filter((finding) => complete && !after.discrepancies.has(discrepancyKey(finding)));
  return [
    ...wrong,
    ...lacking.map(({ kind, subject, left, right }) => ({
      index: act.index,
      message: `${named(kind, subject)} fails (${left} and ${right}) and is not flagged`,
    })),
  ];
}

function flagFault({ data }: Flagged, failing: ReturnType<typeof failingIn>): string | undefined {
  const found = failing.find(({ kind, subject }) => kind === data.kind && subject === data.subject);
  const what = named(data.kind, data.subject);
  if (!found) return `${what} is flagged, but does not fail`;
  if (found.left === data.left && found.right === data.right) return undefined;
  return `${what} is flagged with ${data.left} and ${data.right}, but its sides are ${found.left} and ${found.right}`;
}

function copyFaults(act: Act, events: readonly ProtocolEvent[], after: ProtocolState): Found[] {
  const stands = events.some(({ type }) => type === 'ProtocolAccepted' || type === 'RecountCompleted');
  const submitted = events.flatMap((event) => (event.type === 'ObserverCopySubmitted' ? [event.data.copy] : []));
  const flagged = events.flatMap((event, i) => (event.type === 'ObserverCopyDiffered' ? [{ event, i }] : []));
  const held = stands ? [...after.copies.keys()] : submitted;
  const wrong = flagged.flatMap(({ event, i }) => {
    const fault = copyFault(event, held, after);
    return fault === undefined ? [] : [{ index: act.index + i, message: fault }];
  });
  const lacking = held.filter(
    (copy) => differencesOf(copy, after).length > 0 && !flagged.some(({ event: { data } }) => data.copy === copy),
  );
  return [
    ...wrong,
    ...lacking.map((copy) => ({ index: act.index, message: `copy ${copy} differs, and is not said to` })),
  ];
}

function copyFault(
  { data: { copy, differences } }: Differed,
  held: string[],
  after: ProtocolState,
): string | undefined {
  if (!held.includes(copy)) return `copy ${copy} is said to differ, though nothing was held against it here`;
  const found = firstDifference(byField(differences), byField(differencesOf(copy, after)));
  return found && `copy ${copy} differs in another way than is said`;
}

function differencesOf(copy: string, { copies, accepted, invalidated }: ProtocolState) {
  const held = copies.get(copy);
  return held && accepted && !invalidated ? copyDifferences(held.content, accepted) : [];
}

function named(kind: string, subject: string): string {
  return subject === '' ? kind : `${kind} of ${subject}`;
}
