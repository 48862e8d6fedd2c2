import type { CopyTotals } from './answers.ts';

type Line = CopyTotals['lines'][number];
/** Where votes are read: off the copies, or officially in the same precincts or in all. */
export type Source = Exclude<keyof Line, 'line'>;

/** The candidate with the most votes, and by how many more than the next; level ones lead by 0. */
export interface Lead {
  readonly line: string;
  readonly votes: number;
  readonly by: number;
}

/** Who leads. "Against all" cannot, whatever its votes. `undefined`: nobody has a vote. */
export function leadOf(lines: readonly Line[], source: Source): Lead | undefined {
  const [first, second] = lines.filter(({ line }) => line !== 'against-all').toSorted((a, b) => b[source] - a[source]);
  if (!first || first[source] === 0) return undefined;
  return { line: first.line, votes: first[source], by: first[source] - (second?.[source] ?? 0) };
}

/** What copies and the official figures of the same precincts come to beside each other. */
export type Verdict = 'same' | 'differ' | 'other';

/** `other`: they name different leaders, or one of them a leader and the other none. */
export function verdictOf(lines: readonly Line[]): Verdict {
  if (lines.every(({ byCopies, officialThere }) => byCopies === officialThere)) return 'same';
  const leader = (source: Source) => {
    const lead = leadOf(lines, source);
    return lead && lead.by > 0 ? lead.line : undefined;
  };
  return leader('byCopies') === leader('officialThere') ? 'differ' : 'other';
}
