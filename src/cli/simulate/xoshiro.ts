/**
 * xoshiro128** 1.1 of Blackman and Vigna: numbers that look random and are the same for the same seed, on any machine.
 * For inventing people and papers; never for anything that must not be guessed.
 */
export class Xoshiro {
  readonly #state: Uint32Array;

  constructor(...state: readonly [number, number, number, number]) {
    this.#state = Uint32Array.from(state);
  }

  /** A sequence of its own for each label, so that what is drawn for one thing never moves what is drawn for another. */
  static of(seed: number, label: string): Xoshiro {
    let mixed = 0x811c9dc5;
    for (const each of `${seed}/${label}`) mixed = Math.imul(mixed ^ each.codePointAt(0)!, 0x01000193);
    const word = () => {
      mixed = (mixed + 0x9e3779b9) | 0;
      const a = Math.imul(mixed ^ (mixed >>> 16), 0x21f0aaad);
      const b = Math.imul(a ^ (a >>> 15), 0x735a2d97);
      return (b ^ (b >>> 15)) >>> 0;
    };
    return new Xoshiro(word(), word(), word(), word());
  }

  /** The next 32 bits. */
  bits(): number {
    const s = this.#state;
    const [a, b, c, d] = [s[0]!, s[1]!, s[2]!, s[3]!];
    const drawn = Math.imul(turned(Math.imul(b, 5), 7), 9) >>> 0;
    s[2] = c ^ a ^ (b << 9);
    s[3] = turned(d ^ b, 11);
    s[1] = b ^ c ^ a;
    s[0] = a ^ d ^ b;
    return drawn;
  }

  /** At least 0, below 1. */
  next(): number {
    return this.bits() / 2 ** 32;
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.next() * (to - from + 1));
  }

  one<T>(items: readonly T[]): T {
    return items[this.between(0, items.length - 1)]!;
  }

  /** Puts the items in another order, in place. */
  shuffle<L extends { [index: number]: unknown; readonly length: number }>(items: L): L {
    for (let i = items.length - 1; i > 0; i--) {
      const j = this.between(0, i);
      [items[i], items[j]] = [items[j], items[i]];
    }
    return items;
  }
}

function turned(word: number, by: number): number {
  return (word << by) | (word >>> (32 - by));
}
