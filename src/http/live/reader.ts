import type { ServerResponse } from 'node:http';

/** Milliseconds in which a reader must have taken what was sent. */
const patience = 30_000;

/**
 * One who reads the feed. At most one message waits for them: while it does, they are told nothing, and afterwards
 * everything that changed meanwhile, at once. Who takes nothing at all is dropped.
 */
export class Reader {
  readonly #response: ServerResponse;
  /** Everything up to this position has been told. */
  toldAt: number;
  /** Whether anything was ever sent. */
  greeted = false;
  /** Since when the last message has been waiting. */
  #waitingSince: number | undefined;

  constructor(response: ServerResponse, toldAt: number) {
    this.#response = response;
    this.toldAt = toldAt;
  }

  get ready(): boolean {
    return this.#waitingSince === undefined;
  }

  /** @param then called when it has been taken, if it was not taken at once */
  send(message: Buffer, then: () => void): void {
    this.greeted = true;
    if (this.#response.write(message)) return;
    this.#waitingSince = Date.now();
    this.#response.once('drain', () => {
      this.#waitingSince = undefined;
      then();
    });
  }

  dropIfStuck(): void {
    if (this.#waitingSince !== undefined && Date.now() - this.#waitingSince > patience) this.#response.destroy();
  }

  end(): void {
    this.#response.end();
  }
}
