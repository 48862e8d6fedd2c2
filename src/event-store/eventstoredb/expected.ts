import type { StreamName } from '../../domain/stream.ts';
import { type Revision, StoreUnavailable } from '../port.ts';

interface Waiter {
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Those who wait for an event to be counted. */
export class Expected {
  readonly #waiters = new Map<string, Set<Waiter>>();

  /** Resolves when the event comes. @throws {@link StoreUnavailable} when it does not within so many milliseconds */
  async event(stream: StreamName, revision: Revision, within: number): Promise<void> {
    const key = keyOf(stream, revision);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const waiter = { resolve, reject };
    const waiters = this.#waiters.get(key) ?? new Set();
    this.#waiters.set(key, waiters.add(waiter));
    const late = () =>
      reject(new StoreUnavailable(`${stream}: revision ${revision} is recorded, but was not delivered.`));
    const timer = setTimeout(late, within);
    try {
      await promise;
    } finally {
      clearTimeout(timer);
      waiters.delete(waiter);
      if (waiters.size === 0) this.#waiters.delete(key);
    }
  }

  came(stream: StreamName, revision: Revision): void {
    if (this.#waiters.size === 0) return;
    for (const { resolve } of this.#waiters.get(keyOf(stream, revision)) ?? []) resolve();
  }

  fail(error: Error): void {
    for (const waiters of this.#waiters.values()) for (const { reject } of waiters) reject(error);
  }
}

function keyOf(stream: StreamName, revision: Revision): string {
  return `${revision} ${stream}`;
}
