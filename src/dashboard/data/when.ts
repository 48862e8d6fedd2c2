import { ask } from './record.ts';
import type { TrailRow } from './trail.ts';

/** Which position of the record belongs to which time. */

/** The first act behind a position; `undefined`: none is recorded. */
async function actAfter(election: string, position: number): Promise<TrailRow | undefined> {
  const path = `/elections/${encodeURIComponent(election)}/trail`;
  let behind: number | null = position;
  while (behind !== null) {
    const after = behind < 0 ? undefined : behind;
    const page: { rows: TrailRow[]; next: number | null } = await ask(path, { after, limit: 1 });
    if (page.rows[0]) return page.rows[0];
    behind = page.next;
  }
  return undefined;
}

/**
 * The position up to which everything was recorded before a time, found by halving: some twenty questions, however long
 * the record. -1: nothing was. @param time as `localTime` gives it @param head where to look up to
 */
export async function positionBefore(election: string, time: string, timeZone: string, head: number): Promise<number> {
  let [low, high] = [-1, head];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const act = await actAfter(election, middle);
    if (!act || act.position > head || localTime(act.recordedAt, timeZone) >= time) high = middle;
    else low = act.lastPosition;
  }
  return Math.min(low, head);
}

/** The positions between which everything was recorded from one time on and before another. @returns `after` is not in it */
export async function positionsWithin(
  election: string,
  { from, until }: { readonly from: string | undefined; readonly until: string | undefined },
  timeZone: string,
  head: number,
): Promise<{ after: number; upTo: number }> {
  const before = (time: string) => positionBefore(election, time, timeZone, head);
  const [after, upTo] = await Promise.all([from ? before(from) : -1, until ? before(until) : head]);
  return { after, upTo };
}

/** An instant as a clock in a place shows it, in the form that a field for times takes: `2021-07-25T07:00`. */
export function localTime(instant: string, timeZone: string): string {
  const style = { year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' } as const;
  const parts = new Intl.DateTimeFormat('en', { ...style, hourCycle: 'h23', timeZone }).formatToParts(
    new Date(instant),
  );
  const of = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${of['year']}-${of['month']}-${of['day']}T${of['hour']}:${of['minute']}`;
}
