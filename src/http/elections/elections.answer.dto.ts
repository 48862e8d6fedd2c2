import { ApiProperty, IntersectionType } from '@nestjs/swagger';
import type { Election } from '../../projections/elections/view.ts';
import { Answer, NameAnswer, PageAnswer } from '../answer.dto.ts';

/** An election as called. */
export class ElectionItem implements Election {
  readonly id!: string;
  readonly name!: NameAnswer;
  readonly votingDay!: string;
  readonly ruleSet!: string;
  readonly timeZone!: string;
  readonly minimumBallotBatch!: number;

  /** Acts that the law wants signed must carry their author's own signature. */
  readonly personalSignatures!: boolean;
  readonly calledAt!: string;
}

/** One election; the digest is of just that. */
export class ElectionAnswer extends IntersectionType(Answer, ElectionItem) {}

export class ElectionsAnswer extends PageAnswer {
  @ApiProperty({ type: () => [ElectionItem] })
  readonly elections!: readonly ElectionItem[];
}
