/** A query about something that the record, as of the position asked for, does not know. */
export class UnknownResource extends Error {
  override readonly name = 'UnknownResource';
  constructor(
    readonly code: 'UNKNOWN_RESOURCE' | 'POSITION_BEYOND_HEAD' | 'NOT_YET_SIGNED' | 'RECEIPT_TOO_LONG',
    message: string,
  ) {
    super(message);
  }
}
