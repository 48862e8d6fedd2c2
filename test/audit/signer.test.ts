import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { InconsistentRecord, type Signed, Signer } from '../../src/audit/signing/signer.ts';
import { logKeys, makeSigningKeys, parseSigningKeys } from '../../src/audit/signing/signing-key.ts';
import { rotateKeys } from '../../src/audit/signing/key-rotation.ts';
import { MerkleTree } from '../../src/audit/tree/merkle-tree.ts';
import { TileFiles } from '../../src/audit/tree/tile-files.ts';
import { hex } from '../../src/verifier/formats/encoding.ts';
import { leafHash } from '../../src/verifier/formats/merkle.ts';
import { auditing, origin, RecordFolder } from './record.ts';

const folder = new RecordFolder();
afterAll(() => folder[Symbol.dispose]());

const keys = parseSigningKeys(makeSigningKeys(), 'a test');
const memory = () => join(folder.away, `${randomUUID()}.last`);
const signerOf = (file: string) => new Signer(origin, logKeys(keys, origin), file);

function treeOf(leaves: readonly string[]): MerkleTree {
  const tree = new MerkleTree(new TileFiles(undefined, true));
  for (const leaf of leaves) tree.append(leafHash(leaf));
  return tree;
}

/** The first `size` leaves of a record that has an event of another kind from `fork` on. */
const grown = (record: string, size: number, fork: number) =>
  treeOf(Array.from({ length: size }, (_, i) => (i < fork ? `${i}` : `${record}${i}`)));

/** A signature, or that there is none, as two servers come by one. */
const tried = (signer: Signer, tree: MerkleTree): Promise<Signed | undefined> =>
  signer.sign(tree, 1).catch((error: unknown) => {
    if (error instanceof InconsistentRecord) return undefined;
    throw error;
  });

describe('two servers with one signing key and one memory', () => {
  test('never sign two trees that contradict each other, in whatever order they come, or at once', async () => {
    const attempts = fc.array(
      fc.array(fc.record({ signer: fc.constantFrom(0, 1), size: fc.integer({ min: 1, max: 12 }) }), {
        minLength: 1,
        maxLength: 3,
      }),
      { minLength: 2, maxLength: 5 },
    );
    await fc.assert(
      fc.asyncProperty(fc.nat(6), attempts, async (fork, rounds) => {
        const file = memory();
        const servers = [signerOf(file), signerOf(file)] as const;
        const signed: Signed[] = [];
        for (const round of rounds) {
          const notes = await Promise.all(
            round.map(({ signer, size }) => tried(servers[signer as 0 | 1], grown('ab'[signer]!, size, fork))),
          );
          signed.push(...notes.filter((note) => note !== undefined));
        }
        const isOf = (record: string) =>
          signed.every(({ size, root }) => root === hex(grown(record, size, fork).rootAt(size)));
        expect(signed).not.toHaveLength(0);
        expect([isOf('a'), isOf('b')]).toContain(true);
        rmSync(file);
      }),
      { numRuns: 40 },
    );
  });

  test('go on from each other, and from what was known before when the memory is taken away', async () => {
    const file = memory();
    const [one, other] = [signerOf(file), signerOf(file)];
    await one.sign(grown('a', 5, 0), 1);
    await other.sign(grown('a', 7, 0), 1);
    expect(one.last).toMatchObject({ size: 7 });
    await expect(one.sign(grown('a', 6, 0), 1)).rejects.toThrow('7 events were signed for');
    rmSync(file);
    await expect(other.sign(grown('b', 8, 0), 1)).rejects.toThrow('the first 7 events are not those signed for');
  });

  test('sign no more with a key that has handed over to another', async () => {
    const file = memory();
    const old = signerOf(file);
    await old.sign(grown('a', 5, 0), 1);
    const next = parseSigningKeys(rotateKeys(keys, origin), 'a test');
    await new Signer(origin, logKeys(next, origin), file, next.rotation).sign(grown('a', 6, 0), 1);
    await expect(old.sign(grown('a', 7, 0), 1)).rejects.toThrow('no statement of theirs hands over');
  });

  test('over two records sign for the one that came first, and refuse the other', async () => {
    using elsewhere = new RecordFolder();
    const sharing = {
      keys: { data: folder.path, keyFile: folder.key, pem: undefined, stateFile: undefined, production: false },
    };
    const [store, forged] = [await folder.open(), await elsewhere.open()];
    await folder.ballots(store, 10);
    await elsewhere.ballots(forged, 12, 'b');
    const [{ audit }, { audit: other }] = [await auditing(folder, store), await auditing(elsewhere, forged, sharing)];
    await expect(audit.checkpoints.current(9)).resolves.toMatchObject({ size: 10 });
    await expect(other.checkpoints.current(11)).rejects.toThrow('the first 10 events are not those signed for');
    expect(other.checkpoints.failure).toBeInstanceOf(InconsistentRecord);
    expect(audit.checkpoints.failure).toBeUndefined();
    await Promise.all([audit.stop(), other.stop()]);
    await Promise.all([store.close(), forged.close()]);
  });
});
