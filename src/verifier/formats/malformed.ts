/** A text that is not in the format it should be in; the message says where. */
export class Malformed extends Error {
  override readonly name = 'Malformed';
}
