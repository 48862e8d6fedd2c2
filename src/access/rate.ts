import { LRUCache } from 'lru-cache';

/** How many that ask are kept in mind; whoever has not asked for longest is forgotten first, and has their fill again. */
const remembered = 50_000;

/** So many a minute, for each that asks: what is not used up is saved, up to one minute's worth. */
export class Rate {
  readonly #perMinute: number;
  readonly #now: () => number;
  readonly #buckets = new LRUCache<string, { readonly left: number; readonly at: number }>({ max: remembered });

  /**
   * @param perMinute 0: no limit
   * @param now milliseconds of a clock that never goes back
   */
  constructor(perMinute: number, now: () => number = () => performance.now()) {
    this.#perMinute = perMinute;
    this.#now = now;
  }

  /** Takes one, where one is left: seconds until there will be one otherwise, and 0 when it was taken. */
  take(key: string): number {
    const wait = this.wait(key);
    if (wait === 0 && this.#perMinute > 0) this.#buckets.set(key, { left: this.#left(key) - 1, at: this.#now() });
    return wait;
  }

  /** Whole seconds until one can be taken; 0: now. */
  wait(key: string): number {
    if (this.#perMinute === 0) return 0;
    const left = this.#left(key);
    return left >= 1 ? 0 : Math.ceil(((1 - left) * 60) / this.#perMinute);
  }

  #left(key: string): number {
    const bucket = this.#buckets.get(key);
    if (!bucket) return this.#perMinute;
    return Math.min(this.#perMinute, bucket.left + ((this.#now() - bucket.at) * this.#perMinute) / 60_000);
  }
}
