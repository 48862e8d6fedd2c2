import type { TrailRow } from '../../projections/trail/row.ts';
import { type At, ask } from './record.ts';

export type { TrailRow };

/** Which acts are asked for, as the address says it. */
export const filterNames = ['type', 'role', 'actor', 'contest', 'precinct', 'area'] as const;
/** What else narrows the list: positions or times, in the election's own time zone, that it lies between. */
export const spanNames = ['after', 'from', 'until'] as const;
export type TrailFilter = Readonly<Partial<Record<(typeof filterNames)[number], string>>>;

/** Most rows that the API gives at once. */
const page = 1000;

/** Acts behind one position and up to another, in their order. @param at the moment that is looked at, if not now */
export async function actsBetween(
  election: string,
  after: number,
  upTo: number,
  filter: TrailFilter,
  at: At,
): Promise<TrailRow[]> {
  const rows: TrailRow[] = [];
  for (let next = after; ;) {
    const path = `/elections/${encodeURIComponent(election)}/trail`;
    const query = { ...filter, at, after: next < 0 ? undefined : next, limit: page };
    const answer = await ask<{ rows: TrailRow[]; next: number | null }>(path, query);
    rows.push(...answer.rows.filter(({ position }) => position <= upTo));
    if (answer.next === null || answer.next >= upTo) return rows;
    next = answer.next;
  }
}

/** Lists one after the other, the newest act first; a batch of ballots that the seam goes through is one row again. */
export function joined(newer: readonly TrailRow[], older: readonly TrailRow[]): TrailRow[] {
  const [last, first] = [newer.at(-1), older[0]];
  if (!last || !first || !isOneBatch(last, first)) return [...newer, ...older];
  const whole = {
    ...first,
    lastPosition: Math.max(first.lastPosition, last.lastPosition),
    ballots: Math.max(first.lastPosition, last.lastPosition) - first.position + 1,
  };
  return [...newer.slice(0, -1), whole, ...older.slice(1)];
}

/** Ballots of a batch stand side by side, so their positions say how many they are. */
function isOneBatch(a: TrailRow, b: TrailRow): boolean {
  return a.ballots !== null && b.ballots !== null && a.stream === b.stream && a.data['batch'] === b.data['batch'];
}
