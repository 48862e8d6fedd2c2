import { ApiProperty } from '@nestjs/swagger';
import type { DeadlineId } from '../../domain/rules/deadlines.ts';
import type { DeadlineContent, DeadlineStatus } from '../../projections/deadlines/query.ts';
import { PageAnswer } from '../answer.dto.ts';

/** What a limit of the law is called. */
export class DeadlineWordsItem {
  readonly kk!: string;
  readonly ru!: string;
  readonly en!: string;
}

/** The last moment of a deadline. */
export class DueItem {
  /** By the clocks of the election; the whole of a day ends at its `24:00:00`. */
  readonly local!: string;

  /** The same as an instant, UTC. */
  readonly utc!: string;
}

/** The first act that met a deadline. */
export class DoneItem {
  readonly at!: string;
  readonly late!: boolean;
}

/** A limit of the law as it runs in a contest. */
export class DeadlineItem implements DeadlineContent {
  /** The contest and the deadline, and the candidate or precinct where it concerns one, with slashes between them. */
  readonly code!: string;
  readonly deadline!: DeadlineId;
  readonly words!: DeadlineWordsItem;
  readonly contest!: string;

  /** Code of the constituency. */
  readonly area!: string;

  /** Code of the candidate it concerns; `null`: all. */
  readonly candidate!: string | null;

  /** Code of the precinct it concerns; `null`: all. */
  readonly precinct!: string | null;
  readonly due!: DueItem;

  /** That sets it. */
  readonly article!: string | null;

  /** `null`: it was not met. */
  readonly done!: DoneItem | null;

  /** At the moment `on`. `lapsed`: it has ended, or fallen away, and nobody owes anything. */
  readonly status!: DeadlineStatus;
}

/** The digest is of all deadlines of the election, which know no clock: their statuses are no part of it. */
export class DeadlinesAnswer extends PageAnswer {
  /** The moment at which they are looked at. */
  readonly on!: string;
  @ApiProperty({ type: () => [DeadlineItem] })
  readonly deadlines!: readonly DeadlineItem[];
}
