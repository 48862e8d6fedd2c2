/** Tells subscriptions that there may be something new. */
export class News {
  /** How often there was news: taken before a look at the record, it makes sure none is slept through. */
  count = 0;
  readonly #waiting = new Set<() => void>();

  /** Something was recorded. */
  announce(): void {
    this.count += 1;
    for (const wake of this.#waiting) wake();
  }

  /** Resolves when there was news after `seen`, or when the signal aborts. */
  async after(seen: number, signal: AbortSignal): Promise<void> {
    if (this.count > seen || signal.aborted) return;
    await new Promise<void>((resolve) => {
      const wake = () => {
        this.#waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.#waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }
}
