import type { EventReader } from '../../event-store/port.ts';

/** While others append, so many times the time it has worked is left to them: a twentieth is its share. */
const restPerWork = 19;
/** Milliseconds: the shortest rest that is worth a timer, and the longest, however long something took. */
const [shortest, longest] = [5, 500];

/**
 * Keeps an observer out of the way of those who append: it rests between pieces of its work while the record grows, and
 * only then; at night it goes on at full speed. Whoever waits for it wakes it.
 */
export class Pace {
  readonly #reader: EventReader;
  #head = -1;
  #since = performance.now();
  #wake: (() => void) | undefined;
  #hurried = false;

  constructor(reader: EventReader) {
    this.#reader = reader;
  }

  /** A piece of work begins. */
  begin(): void {
    this.#since = performance.now();
  }

  /** A piece of work is done: rests, if others append, and begins the next. */
  async rest(signal: AbortSignal): Promise<void> {
    const head = (await this.#reader.head())?.position ?? -1;
    const grows = head > this.#head;
    this.#head = head;
    if (grows && !this.#hurried && !signal.aborted) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const wake = () => resolve();
      const work = performance.now() - this.#since;
      const timer = setTimeout(wake, Math.min(longest, Math.max(shortest, work * restPerWork)));
      this.#wake = wake;
      signal.addEventListener('abort', wake, { once: true });
      await promise;
      signal.removeEventListener('abort', wake);
      clearTimeout(timer);
    }
    this.begin();
  }

  /** Somebody waits, or nobody does any more. */
  hurry(hurried: boolean): void {
    this.#hurried = hurried;
    if (hurried) this.#wake?.();
  }
}
