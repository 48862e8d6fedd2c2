import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { MerkleTree } from '../../src/audit/tree/merkle-tree.ts';
import { TileFiles } from '../../src/audit/tree/tile-files.ts';
import { CompactRange } from '../../src/verifier/formats/compact-range.ts';
import { hex } from '../../src/verifier/formats/encoding.ts';
import { type Hash, leafHash, provesConsistency, provesInclusion } from '../../src/verifier/formats/merkle.ts';

const most = 70_000;
const hashes = Array.from({ length: most }, (_, i) => leafHash(String(i)));
const folder = mkdtempSync(join(tmpdir(), 'vote-record-tiles-'));
afterAll(() => rmSync(folder, { recursive: true }));

const rootOf = (leaves: readonly Hash[]): Hash => {
  const range = new CompactRange();
  for (const leaf of leaves) range.append(leaf);
  return range.root();
};

describe('a tree kept as tiles', () => {
  const files = new TileFiles(folder, true);
  const tree = new MerkleTree(files);
  for (const hash of hashes) tree.append(hash);

  it('has the root of its leaves, at any size it once had', () => {
    for (const size of [0, 1, 2, 255, 256, 257, 65_536, 65_537, most]) {
      expect([size, hex(tree.rootAt(size))]).toEqual([size, hex(rootOf(hashes.slice(0, size)))]);
    }
    expect(() => tree.rootAt(most + 1)).toThrow(RangeError);
  });

  it('proves every leaf to be in every tree it was, and every tree to begin every later one', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: most }), fc.nat(), fc.nat(), (size, a, b) => {
        const index = a % size;
        const from = 1 + (b % size);
        const root = tree.rootAt(size);
        expect(provesInclusion(index, size, hashes[index]!, tree.inclusionProof(index, size), root)).toBe(true);
        const proof = tree.consistencyProof(from, size);
        expect(provesConsistency(from, size, tree.rootAt(from), root, proof)).toBe(true);
        expect(provesConsistency(from, size, leafHash('another'), root, proof)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  it('is taken up from its tiles, and grows to the same root', () => {
    const tiles = Math.floor(most / 256);
    const again = new MerkleTree(new TileFiles(folder, true), tiles);
    expect(again.size).toBe(tiles * 256);
    expect(hex(again.rootAt(again.size))).toBe(hex(rootOf(hashes.slice(0, again.size))));
    for (const hash of hashes.slice(again.size)) again.append(hash);
    expect(hex(again.rootAt(most))).toBe(hex(tree.rootAt(most)));
    expect(hex(again.rootAt(300))).toBe(hex(tree.rootAt(300)));
  });

  it('gives tiles as they are published, none that it does not have, and never one that changes', () => {
    expect(tree.tile({ level: 0, index: 0, width: 256 })).toHaveLength(8_192);
    const part = tree.tile({ level: 0, index: Math.floor(most / 256), width: most % 256 })!;
    expect(hex(part.subarray(-32))).toBe(hex(hashes[most - 1]!));
    expect(tree.tile({ level: 0, index: Math.floor(most / 256), width: (most % 256) + 1 })).toBeUndefined();
    const above = tree.tile({ level: 1, index: 1, width: Math.floor(most / 256) - 256 })!;
    expect(hex(above.subarray(0, 32))).toBe(hex(rootOf(hashes.slice(65_536, 65_792))));
    expect(tree.tile({ level: 2, index: 0, width: 1 })).toHaveLength(32);
    expect(tree.tile({ level: 2, index: 0, width: 2 })).toBeUndefined();
    expect(existsSync(join(folder, 'tile/1/000'))).toBe(true);
  });
});
