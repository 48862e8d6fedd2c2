import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import type { Precinct } from '../../projections/precincts/view.ts';
import { Answer, MembershipAnswer, PageAnswer } from '../answer.dto.ts';

/** A precinct as formed, and how its day goes. */
export class PrecinctItem implements Precinct {
  readonly code!: string;

  /** Code of the area directly above. */
  readonly area!: string;
  readonly name!: string;

  /** By the latest roll received, else as formed; `null` when nobody gave it. */
  readonly votersOnRoll!: number | null;
  readonly status!: 'formed' | 'open' | 'closed';
  readonly openedAt!: string | null;
  readonly closedAt!: string | null;

  /** `null` before one is composed. */
  readonly commission!: MembershipAnswer | null;
}

/** One precinct; the digest is of just that. */
export class PrecinctAnswer extends IntersectionType(Answer, PrecinctItem) {}

export class PrecinctsAnswer extends PageAnswer {
  @ApiProperty({ type: () => [PrecinctItem] })
  readonly precincts!: readonly PrecinctItem[];
}
