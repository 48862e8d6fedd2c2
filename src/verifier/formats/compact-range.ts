import { emptyRoot, type Hash, nodeHash } from './merkle.ts';

/** Told of every node of the tree when it is complete: level 0 are the leaves, `index` counts within a level. */
export type NodeListener = (level: number, index: number, hash: Hash) => void;

/**
 * A Merkle tree that only grows, as the hashes of its largest complete subtrees from the left: some twenty for millions
 * of leaves, and all that is needed to grow on and to know the root.
 */
export class CompactRange {
  readonly #complete: Hash[];
  readonly #told: NodeListener | undefined;
  #size: number;

  /**
   * @param told hears of every node completed from here on
   * @param size leaves there are already
   * @param complete the complete subtrees of those, the largest first: one for each bit that is set in `size`
   */
  constructor(told?: NodeListener, size = 0, complete: readonly Hash[] = []) {
    this.#told = told;
    this.#size = size;
    this.#complete = [...complete];
  }

  get size(): number {
    return this.#size;
  }

  append(leaf: Hash): void {
    let [level, index, hash] = [0, this.#size, leaf];
    this.#told?.(level, index, hash);
    while (index % 2 === 1) {
      hash = nodeHash(this.#complete.pop()!, hash);
      level += 1;
      index = (index - 1) / 2;
      this.#told?.(level, index, hash);
    }
    this.#complete.push(hash);
    this.#size += 1;
  }

  root(): Hash {
    const [last, ...above] = this.#complete.toReversed();
    return last ? above.reduce((right, left) => nodeHash(left, right), last) : emptyRoot;
  }
}
