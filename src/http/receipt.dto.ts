import { ApiProperty } from '@nestjs/swagger';

/** What a command recorded. */
export class ReceiptAnswer {
  /** The stream it was recorded in. */
  @ApiProperty({ example: 'contest-akim-2021/akim-632831100' })
  stream!: string;

  /** Revision of the stream's last event of this command: an If-Match for the next. */
  @ApiProperty({ type: 'integer', example: 4 })
  revision!: number;

  /** Position of that event in the record: an answer at this position has seen the command. */
  @ApiProperty({ type: 'integer', example: 128 })
  position!: number;

  /** The kinds of event recorded; none when there was nothing to change. */
  @ApiProperty({ type: [String], example: ['CandidateRegistered'] })
  events!: string[];
}
