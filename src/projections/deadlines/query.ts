import { type Deadline, deadlineOf } from '../../domain/rules/deadlines.ts';
import type { View } from '../projection.ts';
import type { PageOptions } from '../rows.ts';
import type { DeadlineRow, DeadlinesPart } from './view.ts';

/**
 * Where a deadline stands at a moment. `due`: it runs; `done`, `late`: it was met, in time or not; `overdue`: it has ended,
 * and the act is owed; `lapsed`: it has ended, or fallen away, and nothing is owed.
 */
export const deadlineStatuses = ['due', 'done', 'late', 'overdue', 'lapsed'] as const;
export type DeadlineStatus = (typeof deadlineStatuses)[number];

export interface DeadlinesOptions extends PageOptions {
  /** Code of the constituency, or of an area above it. */
  readonly area?: string | undefined;
  readonly contest?: string | undefined;
  readonly status?: DeadlineStatus | undefined;
}

/**
 * The deadlines of an election that fit, a page of them, each with its status at the moment `on`; the digest is of all
 * rows, which know no clock. `undefined`: unknown election.
 */
export function listDeadlines(
  view: View<DeadlinesPart>,
  election: string,
  on: string,
  { area, contest, status, ...page }: DeadlinesOptions = {},
) {
  const part = view.get(election);
  if (!part) return undefined;
  const now = part.localTime(on);
  const fits = (row: DeadlineRow): boolean =>
    (contest === undefined || row.contest === contest) &&
    (status === undefined || statusAt(row, now) === status) &&
    (area === undefined || part.territory.upFromArea(row.area).some(({ code }) => code === area));
  const { rows, next } = part.rows.page(page, fits);
  return { digest: part.digest, on, deadlines: rows.map((row) => shown(row, now)), next };
}

export interface DeadlineContent extends Omit<DeadlineRow, 'late' | 'lapsed'> {
  /** What the limit is called. */
  readonly words: Deadline['words'];
  readonly status: DeadlineStatus;
}

function shown(row: DeadlineRow, now: string): DeadlineContent {
  const { late: _, lapsed: __, ...content } = row;
  return { ...content, words: deadlineOf(row.deadline).words, status: statusAt(row, now) };
}

/** @param now the wall clock of the election */
function statusAt({ done, due, late, lapsed }: DeadlineRow, now: string): DeadlineStatus {
  if (done) return done.late ? 'late' : 'done';
  if (lapsed) return 'lapsed';
  if (now <= due.local) return 'due';
  // What an act can only come too late for was a right, or is impossible now: nobody owes it.
  return late === 'refused' ? 'lapsed' : 'overdue';
}
