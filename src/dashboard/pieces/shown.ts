import type { Shown } from '../data/csv.ts';
import type { Column } from './column.ts';

/** A table as it is downloaded: values as they are, not as they are written. */
export function shownIn<R>(columns: readonly Column<R>[], rows: readonly R[]): Shown {
  return { columns: columns.map(({ name }) => name), rows: rows.map((row) => columns.map(({ value }) => value(row))) };
}
