import { CompactRange } from '../../verifier/formats/compact-range.ts';
import { emptyRoot, type Hash, nodeHash } from '../../verifier/formats/merkle.ts';
import { type TileName, tileWidth } from '../../verifier/formats/tile-path.ts';
import { tileBytes, type TileFiles } from './tile-files.ts';

/** Tiles hold every eighth level of nodes: 256 leaves of a subtree of height 8. */
const height = 8;

/**
 * The Merkle tree over all leaves, as tiles: the full ones in files, the one that grows at each level in memory. Grows
 * by a hash at a time, and proves anything about its past from a few tiles.
 */
export class MerkleTree {
  readonly #files: TileFiles;
  readonly #growing: Uint8Array[] = [];
  readonly #range: CompactRange;
  #size: number;

  /** Takes up the tree of the first `tiles` full tiles. @throws Error when one of those needed is not there */
  constructor(files: TileFiles, tiles = 0) {
    this.#files = files;
    const size = tiles * tileWidth;
    this.#size = size;
    for (let level = 1, below = tiles; below > 0; level += 1, below = Math.floor(below / tileWidth)) {
      const open = this.#open(level);
      const first = below - (below % tileWidth);
      for (let index = first; index < below; index += 1) {
        const tile = this.#files.read(level - 1, index);
        if (!tile) throw new Error(`tile ${level - 1}/${index} is missing`);
        open.set(rootOf(tile, 0, tileWidth), (index - first) * 32);
      }
    }
    const complete = size === 0 ? [] : completeSubtrees(size).map(({ level, index }) => this.#node(level, index));
    this.#range = new CompactRange((level, index, hash) => this.#keep(level, index, hash), size, complete);
  }

  /** Leaves. */
  get size(): number {
    return this.#size;
  }

  append(leaf: Hash): void {
    this.#range.append(leaf);
    this.#size = this.#range.size;
  }

  /** The root over the first `size` leaves. @throws RangeError for more leaves than there are */
  rootAt(size: number): Hash {
    this.#checkSize(size);
    return size === this.size ? this.#range.root() : this.#hashOf(0, size);
  }

  leaf(index: number): Hash {
    this.#checkSize(index + 1);
    return this.#node(0, index);
  }

  /** From the leaf's sibling up (RFC 6962, section 2.1.1). */
  inclusionProof(index: number, size: number): Hash[] {
    this.#checkSize(size);
    if (index < 0 || index >= size) throw new RangeError(`no leaf ${index} in a tree of ${size}`);
    const proof: Hash[] = [];
    let [start, end] = [0, size];
    while (end - start > 1) {
      const middle = start + split(end - start);
      if (index < middle) {
        proof.push(this.#hashOf(middle, end));
        end = middle;
      } else {
        proof.push(this.#hashOf(start, middle));
        start = middle;
      }
    }
    return proof.toReversed();
  }

  /** That the tree of `from` leaves is the beginning of that of `to` (RFC 6962, section 2.1.2). */
  consistencyProof(from: number, to: number): Hash[] {
    this.#checkSize(to);
    if (from < 1 || from > to) throw new RangeError(`no proof from ${from} to ${to}`);
    const proof: Hash[] = [];
    let [start, end] = [0, to];
    while (end !== from) {
      const middle = start + split(end - start);
      if (from <= middle) {
        proof.push(this.#hashOf(middle, end));
        end = middle;
      } else {
        proof.push(this.#hashOf(start, middle));
        start = middle;
      }
    }
    if (start > 0) proof.push(this.#hashOf(start, end));
    return proof.toReversed();
  }

  /** The hashes of a tile, full or as far as asked for; `undefined` when the tree does not have them yet. */
  tile({ level, index, width }: TileName & { readonly level: number }): Uint8Array | undefined {
    const nodes = Math.floor(this.size / 2 ** (level * height));
    if (index * tileWidth + width > nodes) return undefined;
    return this.#tile(level, index)?.subarray(0, width * 32);
  }

  #keep(level: number, index: number, hash: Hash): void {
    if (level % height !== 0) return;
    const tileLevel = level / height;
    const at = index % tileWidth;
    this.#open(tileLevel).set(hash, at * 32);
    if (at < tileWidth - 1) return;
    this.#files.write(tileLevel, (index - at) / tileWidth, this.#growing[tileLevel]!);
    this.#growing[tileLevel] = new Uint8Array(tileBytes);
  }

  #open(level: number): Uint8Array {
    while (this.#growing.length <= level) this.#growing.push(new Uint8Array(tileBytes));
    return this.#growing[level]!;
  }

  #tile(level: number, index: number): Uint8Array | undefined {
    const full = Math.floor(this.#size / 2 ** ((level + 1) * height));
    return index < full ? this.#files.read(level, index) : this.#growing[level];
  }

  /** The hash of the complete subtree of 2^level leaves, the `index`-th of its level. */
  #node(level: number, index: number): Hash {
    const tileLevel = Math.floor(level / height);
    const width = 2 ** (level % height);
    const first = index * width;
    const tileIndex = Math.floor(first / tileWidth);
    const tile = this.#tile(tileLevel, tileIndex);
    if (!tile) throw new Error(`tile ${tileLevel}/${tileIndex} is missing`);
    return rootOf(tile, first % tileWidth, width);
  }

  /** The root over the leaves from `start` to before `end`, where the tree has such a subtree. */
  #hashOf(start: number, end: number): Hash {
    const width = end - start;
    if (width === 0) return emptyRoot;
    const level = Math.log2(width);
    if (Number.isInteger(level)) return this.#node(level, start / width);
    const middle = start + split(width);
    return nodeHash(this.#hashOf(start, middle), this.#hashOf(middle, end));
  }

  #checkSize(size: number): void {
    if (size < 0 || size > this.size) throw new RangeError(`the tree has ${this.size} leaves, not ${size}`);
  }
}

/** The largest power of two below `width`. */
function split(width: number): number {
  return 2 ** (Math.ceil(Math.log2(width)) - 1);
}

function completeSubtrees(size: number): { level: number; index: number }[] {
  const subtrees: { level: number; index: number }[] = [];
  for (let start = 0; start < size;) {
    const level = Math.floor(Math.log2(size - start));
    subtrees.push({ level, index: start / 2 ** level });
    start += 2 ** level;
  }
  return subtrees;
}

/** Root over `width` hashes of a tile, a power of two. */
function rootOf(tile: Uint8Array, first: number, width: number): Hash {
  let hashes = Array.from({ length: width }, (_, i) => tile.subarray((first + i) * 32, (first + i + 1) * 32));
  while (hashes.length > 1) hashes = hashes.flatMap((hash, i) => (i % 2 === 0 ? [nodeHash(hash, hashes[i + 1]!)] : []));
  return hashes[0]!.slice();
}
