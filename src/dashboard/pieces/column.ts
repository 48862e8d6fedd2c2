/** A column of a table: what stands in it, how it is written, and where it leads. */
export interface Column<R> {
  readonly name: string;
  readonly value: (row: R) => string | number | null;
  /** The value as it is, when left out. */
  readonly text?: (row: R) => string;
  readonly link?: (row: R) => string;
  readonly numeric?: boolean;
}
