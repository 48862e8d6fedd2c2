import { CellFault, type Column } from './columns.ts';
import type { Fault } from './fault.ts';
import type { Columns, Row } from './table.ts';

/** Cells by column, before anybody asks what they hold: so it is known whose row it is, though one of them is faulty. */
export type Cells = Readonly<Record<string, string>>;
export type RawRow = Row<Record<string, Column<string>>>;
export type CellsFault = Pick<Fault, 'column' | 'code' | 'reason'>;

export function rawColumns(columns: readonly string[]): Record<string, Column<string>> {
  return Object.fromEntries(columns.map((column) => [column, (text: string) => text]));
}

/** Reads the cells that have a column here. */
export function readCells(columns: Columns, cells: Cells): { values: Record<string, unknown>; faults: CellsFault[] } {
  const values: Record<string, unknown> = {};
  const faults: CellsFault[] = [];
  for (const [column, read] of Object.entries(columns)) {
    const value = read(cells[column]!);
    values[column] = value;
    if (value instanceof CellFault) faults.push({ column, code: value.code, reason: value.reason });
  }
  return { values, faults };
}

/** What a paper and its votes have in common. No code holds a line break. */
export function keyOf(columns: readonly string[], cells: Cells): string {
  return columns.map((column) => cells[column]).join('\n');
}
