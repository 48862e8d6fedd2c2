import { sha256 } from '../primitives.ts';
import { sameBytes } from './encoding.ts';

/** A SHA-256, 32 bytes. */
export type Hash = Uint8Array;

/** The root of the tree without leaves (RFC 6962, section 2.1). */
export const emptyRoot: Hash = sha256('');

/** Hash of a leaf: of its bytes, or of a text as UTF-8, after a zero byte. */
export function leafHash(leaf: Uint8Array | string): Hash {
  if (typeof leaf === 'string') return sha256(`\0${leaf}`);
  const prefixed = new Uint8Array(leaf.length + 1);
  prefixed.set(leaf, 1);
  return sha256(prefixed);
}

const pair = new Uint8Array(65);
pair[0] = 1;

/** Hash of a node above two others. */
export function nodeHash(left: Hash, right: Hash): Hash {
  pair.set(left, 1);
  pair.set(right, 33);
  return sha256(pair);
}

/** True when the proof leads from a leaf's hash at `index` to the root of the tree of `size` leaves (RFC 9162, 2.1.3.2). */
export function provesInclusion(index: number, size: number, leaf: Hash, proof: readonly Hash[], root: Hash): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  if (!areHashes([leaf, root, ...proof])) return false;
  const path = BigInt(index);
  const inner = bitLength(path ^ BigInt(size - 1));
  if (proof.length !== inner + ones(path >> BigInt(inner))) return false;
  let hash = leaf;
  for (const [i, sibling] of proof.entries()) {
    const onTheRight = i >= inner || ((path >> BigInt(i)) & 1n) === 1n;
    hash = onTheRight ? nodeHash(sibling, hash) : nodeHash(hash, sibling);
  }
  return sameBytes(hash, root);
}

/** True when the proof shows the tree of `from` leaves to be the beginning of that of `to` leaves (RFC 9162, 2.1.4.2). */
export function provesConsistency(
  from: number,
  to: number,
  fromRoot: Hash,
  toRoot: Hash,
  proof: readonly Hash[],
): boolean {
  if (!Number.isSafeInteger(from) || !Number.isSafeInteger(to) || to < from) return false;
  if (from <= 0) return false; // before the test of equality: a proof from nothing proves nothing
  if (from === to) return proof.length === 0 && sameBytes(fromRoot, toRoot);
  if (!areHashes([fromRoot, toRoot, ...proof])) return false;
  const isPowerOfTwo = (BigInt(from) & BigInt(from - 1)) === 0n;
  const path = isPowerOfTwo ? [fromRoot, ...proof] : proof;
  const [first, ...rest] = path;
  if (!first || proof.length === 0) return false;
  let [older, newer] = [BigInt(from - 1), BigInt(to - 1)];
  while ((older & 1n) === 1n) [older, newer] = [older >> 1n, newer >> 1n];
  let [olderHash, newerHash] = [first, first];
  for (const hash of rest) {
    if (newer === 0n) return false;
    if ((older & 1n) === 1n || older === newer) {
      olderHash = nodeHash(hash, olderHash);
      newerHash = nodeHash(hash, newerHash);
      while (older !== 0n && (older & 1n) === 0n) [older, newer] = [older >> 1n, newer >> 1n];
    } else {
      newerHash = nodeHash(newerHash, hash);
    }
    [older, newer] = [older >> 1n, newer >> 1n];
  }
  return newer === 0n && sameBytes(olderHash, fromRoot) && sameBytes(newerHash, toRoot);
}

function areHashes(hashes: readonly Uint8Array[]): boolean {
  return hashes.every(({ length }) => length === 32);
}

function bitLength(value: bigint): number {
  return value === 0n ? 0 : value.toString(2).length;
}

function ones(value: bigint): number {
  return value.toString(2).replaceAll('0', '').length;
}
