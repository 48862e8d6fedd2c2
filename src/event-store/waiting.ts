interface Waiter {
  readonly position: number;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Those who wait for a position to be reached. */
export class Waiting {
  readonly #waiters = new Set<Waiter>();
  /** The nearest position that anybody waits for. */
  next = Infinity;

  async until(position: number, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter = { position, resolve, reject };
    const abort = () => reject(signal!.reason);
    signal?.addEventListener('abort', abort);
    this.#waiters.add(waiter);
    this.next = Math.min(this.next, position);
    try {
      await promise;
    } finally {
      signal?.removeEventListener('abort', abort);
      this.#waiters.delete(waiter);
    }
  }

  reach(position: number): void {
    this.next = Infinity;
    for (const waiter of this.#waiters) {
      if (waiter.position <= position) waiter.resolve();
      else this.next = Math.min(this.next, waiter.position);
    }
  }

  fail(error: Error): void {
    for (const waiter of this.#waiters) waiter.reject(error);
  }
}
