/**
 * The items of pages, one by one. Written out rather than as an async generator: this is the inner loop of every replay.
 * Leaving the loop ends the pages too; so does `signal`, at once and whatever is left of the page.
 */
export class ItemsOf<T> implements AsyncIterableIterator<T> {
  readonly #pages: AsyncIterator<readonly T[]>;
  readonly #signal: AbortSignal | undefined;
  #page: readonly T[] = [];
  #next = 0;

  constructor(pages: AsyncIterator<readonly T[]>, signal?: AbortSignal) {
    this.#pages = pages;
    this.#signal = signal;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  next(): Promise<IteratorResult<T, undefined>> {
    if (this.#signal?.aborted) return this.return();
    if (this.#next < this.#page.length) return Promise.resolve({ value: this.#page[this.#next++]!, done: false });
    return this.#turn();
  }

  async return(): Promise<IteratorResult<T, undefined>> {
    this.#page = [];
    await this.#pages.return?.();
    return { value: undefined, done: true };
  }

  async #turn(): Promise<IteratorResult<T, undefined>> {
    for (;;) {
      const { value, done } = await this.#pages.next();
      if (done) return { value: undefined, done: true };
      if (value.length === 0) continue;
      this.#page = value;
      this.#next = 1;
      return { value: value[0]!, done: false };
    }
  }
}
