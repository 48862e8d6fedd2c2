/**
 * The one thing that commands may ask of the audit: a signed checkpoint that covers what a decision rests on. Asked for
 * before a result is tabulated, certified or published, so that the event can name it.
 */
export abstract class Checkpoints {
  /**
   * The latest checkpoint that covers the event at this position; one is signed when there is none yet.
   * `undefined` where nothing signs this record.
   * @returns `size`: leaves covered, more than `atLeast`; `root`: SHA-256 in lower-case hex
   * @throws Error when the record contradicts an earlier checkpoint, or does not reach `atLeast`: decide nothing then
   */
  abstract current(atLeast: number): Promise<{ readonly size: number; readonly root: string } | undefined>;
}
