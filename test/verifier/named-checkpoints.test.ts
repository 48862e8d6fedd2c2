import { cpSync, mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { exportNames } from '../../src/verifier/export-files.ts';
import type { Leaf } from '../../src/verifier/formats/leaf.ts';
import type { VerifierKey } from '../../src/verifier/formats/verifier-key.ts';
import { auditing, RecordFolder } from '../audit/record.ts';
import { exportHonest, failing, Forgery, places, wordsOf } from './exported.ts';
import { HonestRecord } from './replay-record.ts';
import { approve, calling, precinctDay, standing, tabulate } from './replay-village.ts';

/** A village's certified result, whose tabulation and certificate name the checkpoint that they rest on. */
const folder = new RecordFolder();
const path = join(folder.away, 'export');
let keys: readonly VerifierKey[];
let leaves: readonly Leaf[];
let signedBefore: string;

beforeAll(async () => {
  const record = await HonestRecord.open();
  const { audit } = await auditing(folder, record.store);
  record.checkpoints = audit.checkpoints;
  await record.record(...calling('kz-akim-2021'), ...standing, ...precinctDay('p', 5, 3), ...precinctDay('q', 4, 4));
  await record.record(tabulate);
  const position = (await record.leaves()).length - 2;
  await record.record(approve('d1', position), approve('d2', position));
  await audit.stop();
  keys = await exportHonest(folder, record, 'e', path);
  leaves = await record.leaves();
  // A forger keeps what the change leaves true: the checkpoint of before.
  [signedBefore] = /^.*\n/.exec(readFileSync(join(path, exportNames.checkpoints), 'utf8'))!;
  await record.close();
}, 60_000);
afterAll(() => folder[Symbol.dispose]());

interface Mark {
  readonly size: number;
  readonly root: string;
}
const placeOf = (type: string) => leaves.findIndex((leaf) => leaf.type === type);
const markIn = (type: string) => (leaves[placeOf(type)]!.data as { checkpoint: Mark }).checkpoint;

/** The export with another checkpoint in an event of that type, all hashes made anew and signed by the log itself. */
function naming(type: string, change: (mark: Mark) => Mark, before = signedBefore): Forgery {
  const copy = mkdtempSync(join(tmpdir(), 'vote-record-forged-'));
  cpSync(path, copy, { recursive: true });
  return new Forgery(copy, { folder, keys, kept: ['', ''] })
    .leaves((all) =>
      all.map((leaf) => {
        if (leaf.type !== type) return leaf;
        const data = leaf.data as { checkpoint: Mark };
        return { ...leaf, data: { ...data, checkpoint: change(data.checkpoint) } };
      }),
    )
    .resigned(undefined, before);
}

const other = 'ab'.repeat(32);

describe('a checkpoint that a result names', () => {
  test('is one that was signed, of the record as it then was', async () => {
    expect(markIn('ResultTabulated').size).toBe(placeOf('ResultTabulated'));
    expect(markIn('ResultCertified')).toEqual(markIn('ResultTabulated'));
    using honest = naming('ResultTabulated', (mark) => mark);
    const report = await honest.verified({ checkpoints: [] });
    expect(failing(report)).toEqual([]);
    expect(wordsOf(report, 6)).toMatch('2 named by results');
  });

  test.each<[string, string, (mark: Mark) => Mark, RegExp]>([
    ['another root', 'ResultTabulated', ({ size }) => ({ size, root: other }), /with the root (ab)+: the record's was/],
    ['another root', 'ResultCertified', ({ size }) => ({ size, root: other }), /with the root (ab)+: the record's was/],
    ['a size with the root of another', 'ResultTabulated', ({ root, size }) => ({ root, size: size - 1 }), /the root/],
    ['more events than there were', 'ResultTabulated', ({ root }) => ({ root, size: 100_000 }), /before there were/],
    ['its own event', 'ResultTabulated', ({ root, size }) => ({ root, size: size + 1 }), /before there were/],
  ])('is found, at its event, when it has %s (%s)', async (_, type, change, words) => {
    using forged = naming(type, change);
    const report = await forged.verified({ checkpoints: [] });
    expect(failing(report)).toEqual([6]);
    expect(places(report, 6)).toEqual([placeOf(type)]);
    expect(report.findings[5]!.faults[0]!.message).toMatch(words);
  });

  test('is found when it was never signed, and when it covers less than was added up', async () => {
    const first = { size: 1, root: rootOfFirst() };
    using early = naming('ResultTabulated', () => first);
    const report = await early.verified({ checkpoints: [] });
    expect(places(report, 6)).toEqual([placeOf('ResultTabulated')]);
    expect(report.findings[5]!.faults[0]!.message).toMatch('does not cover position');
    using unsigned = naming('ResultTabulated', (mark) => mark, '');
    expect(places(await unsigned.verified({ checkpoints: [] }), 6)).toEqual([
      placeOf('ResultTabulated'),
      placeOf('ResultCertified'),
    ]);
  });

  test('is held against the record where the export lists no checkpoints', async () => {
    using honest = naming('ResultTabulated', (mark) => mark);
    expect(failing(await honest.remove(exportNames.checkpoints).verified({ checkpoints: [] }))).toEqual([1]);
    using forged = naming('ResultCertified', ({ size }) => ({ size, root: other }));
    const report = await forged.remove(exportNames.checkpoints).verified({ checkpoints: [] });
    expect(places(report, 6)).toEqual([placeOf('ResultCertified')]);
  });
});

function rootOfFirst(): string {
  return readFileSync(join(path, exportNames.leafHashes)).subarray(0, 32).toString('hex');
}
