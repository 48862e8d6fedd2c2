/** The one clock of the write side; a token of Nest's, so that a test can say what time it is. */
export abstract class Clock {
  /** The present moment, ISO 8601 UTC with milliseconds. */
  abstract now(): string;
}

export class SystemClock extends Clock {
  now(): string {
    return new Date().toISOString();
  }
}
