import { ApiProperty } from '@nestjs/swagger';
import type { TrailRow } from '../../projections/trail/row.ts';
import { Answer } from '../answer.dto.ts';

/** One act as recorded; ballots of one batch are one row. */
export class TrailItem implements TrailRow {
  readonly position!: number;

  /** Position of the last event of the row: ballots of one batch are several. */
  readonly lastPosition!: number;
  readonly stream!: string;
  readonly revision!: number;

  /** `null` for ballots. */
  readonly id!: string | null;
  readonly type!: string;

  /** When it was done, as said; `null`: nobody said. */
  readonly at!: string | null;
  readonly recordedAt!: string;

  /** Official id of who recorded it. */
  readonly actor!: string;
  readonly role!: string;

  /** The area or precinct that the role was for. */
  readonly area!: string | null;
  readonly commandId!: string;
  readonly reason!: string | null;

  /** Who decided, where the act says so. */
  readonly official!: string | null;

  /** Who had proposed it, where two people decide. */
  readonly proposedBy!: string | null;

  /** How many; `null`: it is no row of ballots. */
  readonly ballots!: number | null;

  /** What was recorded; of ballots the batch alone. */
  @ApiProperty({ type: 'object', additionalProperties: true })
  readonly data!: Readonly<Record<string, unknown>>;
}

/** The digest is of the rows shown. */
export class TrailAnswer extends Answer {
  @ApiProperty({ type: () => [TrailItem] })
  readonly rows!: readonly TrailItem[];

  /** What to give as `after` to go on; `null`: nothing is left. A page may be short, or empty, and have a next. */
  readonly next!: number | null;
}
