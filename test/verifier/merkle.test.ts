import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, test } from '@jest/globals';
import * as fc from 'fast-check';
import { CompactRange } from '../../src/verifier/formats/compact-range.ts';
import { hex } from '../../src/verifier/formats/encoding.ts';
import {
  emptyRoot,
  type Hash,
  leafHash,
  nodeHash,
  provesConsistency,
  provesInclusion,
} from '../../src/verifier/formats/merkle.ts';

/** Roots over the first leaves of these, as the public test of certificate-transparency logs has them. */
const leaves = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** The definition of RFC 6962, section 2.1, as it stands there. */
function treeHash(hashes: readonly Hash[]): Hash {
  if (hashes.length === 0) return emptyRoot;
  if (hashes.length === 1) return hashes[0]!;
  const k = 2 ** Math.floor(Math.log2(hashes.length - 1));
  return nodeHash(treeHash(hashes.slice(0, k)), treeHash(hashes.slice(k)));
}

/** PATH(m, D[n]) of RFC 6962, section 2.1.1. */
function path(m: number, hashes: readonly Hash[]): Hash[] {
  if (hashes.length < 2) return [];
  const k = 2 ** Math.floor(Math.log2(hashes.length - 1));
  return m < k
    ? [...path(m, hashes.slice(0, k)), treeHash(hashes.slice(k))]
    : [...path(m - k, hashes.slice(k)), treeHash(hashes.slice(0, k))];
}

describe('a tree of leaves', () => {
  test.each(roots.map((root, size) => [size, root]))('of %i has the root that every log gives it', (size, root) => {
    const range = new CompactRange();
    for (const leaf of leaves.slice(0, size as number)) range.append(leafHash(Buffer.from(leaf, 'hex')));
    expect(hex(range.root())).toBe(root);
  });

  it('grows to what the definition says of it, and can be taken up at any size', () => {
    fc.assert(
      fc.property(fc.nat(300), fc.nat(300), (size, more) => {
        const hashes = Array.from({ length: size + more }, (_, i) => leafHash(String(i)));
        const nodes = new Map<string, Hash>();
        const range = new CompactRange((level, index, hash) => nodes.set(`${level}/${index}`, hash));
        for (const hash of hashes.slice(0, size)) range.append(hash);
        expect(hex(range.root())).toBe(hex(treeHash(hashes.slice(0, size))));
        const complete: Hash[] = [];
        for (let left = size, start = 0; left > 0;) {
          const level = Math.floor(Math.log2(left));
          complete.push(nodes.get(`${level}/${start / 2 ** level}`)!);
          start += 2 ** level;
          left -= 2 ** level;
        }
        const again = new CompactRange(undefined, size, complete);
        for (const hash of hashes.slice(size)) again.append(hash);
        expect(hex(again.root())).toBe(hex(treeHash(hashes)));
      }),
      { numRuns: 50 },
    );
  });
});

describe('an inclusion proof', () => {
  it('shows its own leaf, and no other, at no other place, of no other tree', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 60 }), fc.nat(), fc.nat(), (size, at, other) => {
        const hashes = Array.from({ length: size }, (_, i) => leafHash(String(i)));
        const index = at % size;
        const [root, proof] = [treeHash(hashes), path(index, hashes)];
        expect(provesInclusion(index, size, hashes[index]!, proof, root)).toBe(true);
        expect(provesInclusion(index, size, leafHash('another'), proof, root)).toBe(false);
        expect(provesInclusion(index, size, hashes[index]!, [...proof, root], root)).toBe(false);
        expect(provesInclusion(index, size, hashes[index]!, proof, leafHash('another'))).toBe(false);
        const elsewhere = other % size;
        if (elsewhere !== index) expect(provesInclusion(elsewhere, size, hashes[index]!, proof, root)).toBe(false);
        expect(provesInclusion(size, size, hashes[index]!, proof, root)).toBe(false);
      }),
    );
  });
});

const data = process.env['VOTE_RECORD_CONFORMANCE'];

/** Probes of the public Merkle library, good and bad; without their folder these tests are left out. */
(data === undefined ? describe.skip : describe)('the public probes', () => {
  const bytes = (text: string | null) => Buffer.from(text ?? '', 'base64');
  const probes = (kind: string): [string, Record<string, unknown>][] => {
    const folder = join(data!, 'vectors', 'merkle', kind);
    return readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.json'))
      .map((name) => [name, JSON.parse(readFileSync(join(folder, name), 'utf8'))]);
  };

  it('of inclusion come out as they say', () => {
    const all = probes('inclusion');
    expect(all).toHaveLength(98);
    for (const [name, probe] of all) {
      const { leafIdx, treeSize, root, leafHash: leaf, proof, wantErr } = probe as never as Record<string, never>;
      const hashes = ((proof ?? []) as string[]).map(bytes);
      const holds = provesInclusion(leafIdx!, treeSize!, bytes(leaf!), hashes, bytes(root!));
      expect([name, holds]).toEqual([name, !wantErr]);
    }
  });

  it('of consistency come out as they say', () => {
    const all = probes('consistency');
    expect(all).toHaveLength(98);
    for (const [name, probe] of all) {
      const { size1, size2, root1, root2, proof, wantErr } = probe as never as Record<string, never>;
      const hashes = ((proof ?? []) as string[]).map(bytes);
      const holds = provesConsistency(size1!, size2!, bytes(root1!), bytes(root2!), hashes);
      expect([name, holds]).toEqual([name, !wantErr]);
    }
  });
});
