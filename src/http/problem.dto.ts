import { ApiProperty } from '@nestjs/swagger';

/** One fault of a request. */
export class ProblemError {
  /** Where, as a JSON pointer. */
  @ApiProperty({ example: '/members/0/office' })
  field!: string;

  @ApiProperty({ enum: ['UNKNOWN_FIELD', 'MISSING', 'INVALID'] })
  code!: string;

  /** What is wrong, in words. */
  @ApiProperty({ example: 'must be one of: chair, deputy, secretary, member' })
  message!: string;
}

/** Why a request was refused (RFC 9457). */
export class Problem {
  /** A URN that ends with the code. */
  @ApiProperty({ example: 'urn:vote-record:problem:REGISTRATION_CLOSED' })
  type!: string;

  /** The status in words. */
  @ApiProperty({ example: 'Conflict' })
  title!: string;

  @ApiProperty({ type: 'integer', minimum: 400, maximum: 599, example: 409 })
  status!: number;

  /** Stable and machine-readable. */
  @ApiProperty({ example: 'REGISTRATION_CLOSED' })
  code!: string;

  /** One sentence for the person who asked. */
  @ApiProperty({ example: 'Registration closed at 18:00 on 15 July 2021.' })
  detail!: string;

  /** Article of the Constitutional Law on Elections that the rule rests on. */
  @ApiProperty({ type: String, required: false, example: 'art. 113-5' })
  article?: string | undefined;

  /** Place of the first fault, as a JSON pointer into `part`. */
  @ApiProperty({ type: String, required: false, example: '/candidate' })
  field?: string | undefined;

  /** Which part of the request the places are in. */
  @ApiProperty({ type: String, required: false, enum: ['body', 'path', 'query', 'header'] })
  part?: string | undefined;

  /** Every fault found, where a request is not of the form the operation takes. */
  @ApiProperty({ type: () => [ProblemError], required: false })
  errors?: readonly ProblemError[] | undefined;

  /** Names this request in logs and events; the same as the header X-Correlation-Id. */
  @ApiProperty({ example: '0b9f7a4e-5d0c-4a53-9a1b-6f6a0e6f2c11' })
  correlationId!: string;
}
