/** Why a row of a package, or something before any row, was not taken. */
export interface Fault {
  /** File within the package. */
  readonly file: string;
  /** Line of the file, from 1, on which the row begins; 0 for the file as a whole. */
  readonly line: number;
  /** Name of the column, or JSON pointer in `election.json`; absent where the row as a whole is at fault. */
  readonly column?: string;
  /** Stable and machine-readable: `UNKNOWN_AREA`, or the code of the server's refusal. */
  readonly code: string;
  /** One English sentence for the person who made the file. */
  readonly reason: string;
}

/** The package cannot be read at all, or its election or areas are faulty: nothing of it may be recorded. */
export class UnusablePackage extends Error {
  override readonly name = 'UnusablePackage';
  constructor(
    message: string,
    readonly faults: readonly Fault[] = [],
  ) {
    super(message);
  }
}
