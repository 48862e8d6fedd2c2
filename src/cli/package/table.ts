import { CellFault, type Column, shown } from './columns.ts';
import { csvRows } from './csv.ts';
import type { Fault } from './fault.ts';
import type { PackageFile, PackageFiles } from './files.ts';

/** A table's columns by the names of its header row. */
export type Columns = Readonly<Record<string, Column<unknown>>>;

/** A row whose cells are what their columns want. */
export interface Row<C extends Columns> {
  readonly line: number;
  readonly values: { readonly [K in keyof C]: Exclude<ReturnType<C[K]>, CellFault> };
}

export function isFault(item: object): item is Fault {
  return 'reason' in item;
}

/** Rows of one file in its order; a fault for each cell that is not what its column wants, or for the header as a whole. */
export async function* tableRows<C extends Columns>(
  files: PackageFiles,
  file: PackageFile,
  columns: C,
): AsyncGenerator<Row<C> | Fault> {
  const names = Object.keys(columns);
  let places: readonly number[] | undefined;
  let width = 0;
  for await (const row of csvRows(files.read(file))) {
    const { line } = row;
    if ('fault' in row) yield { file, line, code: 'BAD_CSV', reason: row.fault };
    else if (!places) {
      const faults = headerFaults(row.cells, names);
      for (const fault of faults) yield { file, line, ...fault };
      if (faults.length > 0) return;
      places = names.map((each) => row.cells.indexOf(each));
      width = row.cells.length;
    } else if (row.cells.length !== width) {
      yield { file, line, code: 'BAD_CSV', reason: `The row has ${row.cells.length} cells, the header ${width}.` };
    } else {
      yield* read(file, line, row.cells, columns, names, places);
    }
    if (!places && 'fault' in row) return;
  }
  if (!places)
    yield {
      file,
      line: 1,
      code: 'MISSING_HEADER',
      reason: `The file is empty; its first row names the columns ${names.join(', ')}.`,
    };
}

function* read<C extends Columns>(
  file: string,
  line: number,
  cells: readonly string[],
  columns: C,
  names: readonly string[],
  places: readonly number[],
): Generator<Row<C> | Fault> {
  const values: Record<string, unknown> = {};
  let faulty = false;
  for (let i = 0; i < names.length; i++) {
    const column = names[i]!;
    const value = columns[column]!(cells[places[i]!]!);
    values[column] = value;
    if (!(value instanceof CellFault)) continue;
    faulty = true;
    yield { file, line, column, code: value.code, reason: value.reason };
  }
  if (!faulty) yield { line, values } as Row<C>;
}

function headerFaults(
  header: readonly string[],
  names: readonly string[],
): Pick<Fault, 'column' | 'code' | 'reason'>[] {
  const missing = names.filter((column) => !header.includes(column));
  const unknown = header.filter((column) => !names.includes(column));
  const twice = header.filter((column, i) => names.includes(column) && header.indexOf(column) !== i);
  return [
    ...missing.map((column) => ({ column, code: 'MISSING_COLUMN', reason: `The file has no column ${column}.` })),
    ...unknown.map((column) => ({
      column: shown(column),
      code: 'UNKNOWN_COLUMN',
      reason: `The columns are ${names.join(', ')}.`,
    })),
    ...twice.map((column) => ({ column, code: 'DOUBLE_COLUMN', reason: `The column ${column} is there twice.` })),
  ];
}
