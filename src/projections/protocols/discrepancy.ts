import type { DiscrepancyKind } from '../../domain/protocol/events.ts';
import type { Finding } from '../../domain/protocol/findings.ts';
import { controlRelation, type Severity } from '../../domain/rules/control-relations.ts';
import type { Explanation, ProtocolRecord } from './record.ts';

export const discrepancyStatuses = ['open', 'explained', 'resolved'] as const;
/** `open`: holds, and nobody has explained it; `resolved`: was found, and does not hold any more. */
export type DiscrepancyStatus = (typeof discrepancyStatuses)[number];

/** Something amiss with a protocol: a control relation that fails, or an observer's copy that says something else. */
export interface DiscrepancyContent {
  readonly kind: DiscrepancyKind;
  /** The mobile box (C6), the line of the ballot (C14) or the copy; else empty. */
  readonly subject: string;
  readonly severity: Severity;
  readonly article: string;
  readonly status: DiscrepancyStatus;
  /** Both sides of the relation; `null` for a copy, which may differ in several fields. */
  readonly left: number | null;
  readonly right: number | null;
  readonly explanation: Explanation | null;
}

/** Everything that was found amiss or is amiss now: relations in their order, then copies. `failing`: what fails now. */
export function discrepanciesOf(record: ProtocolRecord, failing: readonly Finding[]): DiscrepancyContent[] {
  const known = record.flagged.map(({ round, explanation, ...found }): DiscrepancyContent => {
    const now = failing.find((each) => each.kind === found.kind && each.subject === found.subject);
    const same = now?.left === found.left && now.right === found.right && round === record.accepted?.round;
    const open = same && explanation ? 'explained' : 'open';
    return relation(now ?? found, now ? open : 'resolved', now && !same ? null : explanation);
  });
  const unflagged = failing
    .filter(({ kind, subject }) => !known.some((each) => each.kind === kind && each.subject === subject))
    .map((found) => relation(found, 'open', null));
  const all = [...known, ...unflagged].toSorted(
    (a, b) => order(a.kind) - order(b.kind) || (a.subject < b.subject ? -1 : 1),
  );
  return [...all, ...differingCopies(record)];
}

function relation(
  { kind, left, right, subject }: { kind: DiscrepancyKind; subject: string; left: number; right: number },
  status: DiscrepancyStatus,
  explanation: Explanation | null,
): DiscrepancyContent {
  const { severity, article } = controlRelation(kind as Finding['kind']);
  return { kind, subject, severity, article, status, left, right, explanation };
}

const order = (kind: DiscrepancyKind): number => Number(kind.slice(1));

function differingCopies({ observerCopies, invalidated }: ProtocolRecord): DiscrepancyContent[] {
  return observerCopies
    .filter(({ differed }) => differed)
    .map(({ copy, differences, explanation }) => {
      const open = explanation ? 'explained' : 'open';
      const status = differences && !invalidated ? open : 'resolved';
      const found = { kind: 'observer-copy', subject: copy, severity: 'error', article: 'art. 20-1' } as const;
      return { ...found, status, left: null, right: null, explanation };
    });
}
