import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import type { AreaLevel } from '../../domain/area/events.ts';
import type { Area } from '../../projections/areas/view.ts';
import { Answer, MembershipAnswer, NameAnswer, PageAnswer } from '../answer.dto.ts';

/** An area of the election's territory. */
export class AreaItem implements Area {
  readonly code!: string;
  readonly level!: AreaLevel;

  /** Code of the area above; `null` for the root. */
  readonly parent!: string | null;
  readonly name!: NameAnswer;

  /** Codes of the areas directly below, in the order they were registered. */
  @ApiProperty({ type: [String] })
  readonly children!: readonly string[];

  /** `null` before one is composed. */
  readonly commission!: MembershipAnswer | null;
}

/** One area; the digest is of just that. */
export class AreaAnswer extends IntersectionType(Answer, AreaItem) {}

export class AreasAnswer extends PageAnswer {
  @ApiProperty({ type: () => [AreaItem] })
  readonly areas!: readonly AreaItem[];
}
