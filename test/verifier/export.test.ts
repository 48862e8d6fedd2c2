import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import { receiptAsSvg, shortReceipt } from '../../src/audit/receipt.ts';
import { rotateKeys } from '../../src/audit/signing/key-rotation.ts';
import { parseSigningKeys } from '../../src/audit/signing/signing-key.ts';
import { openExport } from '../../src/cli/verify/open-export.ts';
import { allChecks } from '../../src/verifier/checks/all-checks.ts';
import { formatVerifierKey, parseVerifierKey, type VerifierKey } from '../../src/verifier/formats/verifier-key.ts';
import { formatTlogProof, parseTlogProof } from '../../src/verifier/formats/tlog-proof.ts';
import { checkReceipt } from '../../src/verifier/receipt.ts';
import { verify } from '../../src/verifier/verify.ts';
import { agreed, auditing, meddle, origin, publishedKeys, RecordFolder } from '../audit/record.ts';
import { exportTo, failing, Original, places, wordsOf } from './exported.ts';

async function verified(path: string, keys: readonly VerifierKey[], kept: readonly string[] = []) {
  const { checks, told } = allChecks({ keys, checkpoints: kept.map((text) => ({ name: 'kept', text })) });
  const { files, close } = await openExport(path);
  const report = await verify(files, checks, { told });
  await close();
  return report;
}

let original: Original;
/** Receipts of events 0, 299, 550 and 799, as files. */
let receipts: string[];
beforeAll(async () => {
  original = await Original.make();
  const { folder } = original;
  const store = await folder.open();
  const { audit } = await auditing(folder, store);
  await audit.keeper.whenReached(799);
  receipts = await Promise.all([0, 299, 550, 799].map(async (at) => (await audit.log.receipt(at))!));
  await audit.stop();
  await store.close();
}, 60_000);
afterAll(() => original[Symbol.dispose]());

describe('an export', () => {
  it('says the same as a folder and as a .zip, and is not written over another', async () => {
    const { folder, keys } = original;
    const store = await folder.open();
    const zip = join(folder.away, 'export.zip');
    await exportTo(folder, store, zip);
    const [a, b] = [await verified(original.path, keys), await verified(zip, keys)];
    expect(failing(b)).toEqual([]);
    expect(b.root).toBe(a.root);
    await expect(exportTo(folder, store, original.path)).rejects.toThrow('is not empty');
    await expect(exportTo(folder, store, zip)).rejects.toThrow('EEXIST');
    writeFileSync(join(folder.away, 'cut.zip'), readFileSync(zip).subarray(0, -100));
    await expect(openExport(join(folder.away, 'cut.zip'))).rejects.toThrow('cannot be read as a .zip');
    await store.close();
  });

  it('cannot be made of what nobody signed', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    await folder.ballots(store, 3);
    await expect(exportTo(folder, store, join(folder.away, 'out'))).rejects.toThrow('Nothing was signed');
    await store.close();
  });

  it('is verified from the first key on, over every rotation, and from the last', async () => {
    using folder = new RecordFolder();
    const store = await folder.open();
    const keys: VerifierKey[][] = [];
    const notes: string[] = [];
    for (let i = 0; i < 3; i += 1) {
      if (i > 0) {
        const old = parseSigningKeys(readFileSync(folder.key, 'utf8'), 'old');
        const next = rotateKeys(old, origin);
        writeFileSync(folder.key, next);
        await agreed(store, { keys: publishedKeys(next) });
      }
      await folder.ballots(store, 10);
      const { audit } = await auditing(folder, store);
      await audit.checkpoints.current(10 * i);
      notes.push(audit.log.checkpoint()!.note);
      keys.push(audit.keys.map(parseVerifierKey));
      await audit.stop();
    }
    const path = join(folder.away, 'export');
    await exportTo(folder, store, path);
    const first = await verified(path, keys[0]!, [notes[0]!]);
    expect(failing(first)).toEqual([]);
    expect(wordsOf(first, 5)).toMatch(`+${keys[2]![0]!.id}`);
    // Who knows the last key alone cannot say who signed before, nor hold it against anybody.
    const last = await verified(path, keys[2]!);
    expect(failing(last)).toEqual([]);
    expect(wordsOf(last, 6)).toMatch('signed by keys that were not given');
    expect(failing(await verified(path, keys[2]!, [notes[0]!]))).toEqual([6]);
    await store.close();
  });
});

describe('a record changed in its file', () => {
  test.each<[string, number, (file: string) => void]>([
    ['a row', 420, (file) => meddle(file, `UPDATE events SET data = replace(data, '"a"', '"b"') WHERE position = 420`)],
    [
      'a byte of a page',
      -1,
      (file) => {
        const bytes = readFileSync(file);
        bytes.write('"choice":"b"', bytes.indexOf('"choice":"a"', bytes.length / 2));
        writeFileSync(file, bytes);
      },
    ],
  ])('is exported as it is, and %s convicts it, at its event', async (_, index, change) => {
    using folder = new RecordFolder();
    let store = await folder.open();
    await folder.ballots(store, 900);
    const { audit } = await auditing(folder, store);
    await audit.stop();
    await store.close();
    const keys = audit.keys.map(parseVerifierKey);
    const clean = readFileSync(folder.file);
    change(folder.file);
    expect(readFileSync(folder.file).equals(clean)).toBe(false);
    store = await folder.open();
    const path = join(folder.away, 'export');
    await exportTo(folder, store, path);
    const changed = readFileSync(join(path, 'record.ndjson'), 'utf8')
      .split('\n')
      .findIndex((line) => line.includes('"b"'));
    if (index >= 0) expect(changed).toBe(index);
    const report = await verified(path, keys);
    expect(failing(report)).toContain(4);
    expect(places(report, 4)).toContain(changed);
    await store.close();
  });
});

describe('a receipt', () => {
  it('shows its event, by itself', () => {
    for (const [i, index] of [0, 299, 550, 799].entries()) {
      const report = checkReceipt(receipts[i]!, original.keys);
      expect(report).toMatchObject({ leaf: { index }, size: 800, faults: [] });
      expect(report.signedBy).toHaveLength(2);
    }
  });

  it('fits into a QR code, compressed and without the long signature, and is good all the same', async () => {
    const { extra, ...proof } = parseTlogProof(receipts[2]!);
    const leaf = Buffer.from(extra!).toString();
    expect(receiptAsSvg(leaf, proof)).toMatch(/^<svg /);
    expect(checkReceipt(shortReceipt(leaf, proof), original.keys)).toMatchObject({ leaf: { index: 550 }, faults: [] });
    const deep = { ...proof, proof: Array.from({ length: 60 }, () => new Uint8Array(32)) };
    expect(() => receiptAsSvg(leaf, deep)).toThrow('a QR code holds 2953');
  });

  const proofOf = () => parseTlogProof(receipts[2]!);
  test.each<[string, () => string, RegExp]>([
    [
      'another event in it',
      () => {
        const leaf = Buffer.from(proofOf().extra!).toString();
        return formatTlogProof({ ...proofOf(), extra: Buffer.from(leaf.replace('T07:00', 'T08:00')) });
      },
      /does not lead/,
    ],
    ['another place', () => formatTlogProof({ ...proofOf(), index: 549 }), /says position 550, the proof 549/],
    ['a hash less', () => formatTlogProof({ ...proofOf(), proof: proofOf().proof.slice(1) }), /does not lead/],
    ['an older checkpoint', () => formatTlogProof({ ...proofOf(), checkpoint: original.kept[0] }), /does not lead/],
    ['a changed checkpoint', () => receipts[2]!.replace('\n800\n', '\n801\n'), /signature .* does not hold/],
  ])('with %s is not good', (_, forge, fault) => {
    expect(checkReceipt(forge(), original.keys).faults.join('\n')).toMatch(fault);
  });

  it('by a key that nobody gave is not good, and a proof without its event is no receipt', () => {
    expect(checkReceipt(receipts[0]!, []).faults).toEqual(['the checkpoint is signed by no key that was given']);
    const { index, proof, checkpoint } = proofOf();
    expect(() => checkReceipt(formatTlogProof({ index, proof, checkpoint }), original.keys)).toThrow('no receipt');
    expect(() => checkReceipt('hello', original.keys)).toThrow('');
  });
});

const python = spawnSync('python3', ['--version']).status === 0;

/** Left out where there is no Python 3 on the machine: it is no part of what the project runs on. */
(python ? describe : describe.skip)('a second verifier, in Python with its standard library alone', () => {
  const script = new URL('../support/verify.py', import.meta.url).pathname;
  const run = (path: string, ...files: string[]) => {
    const key = formatVerifierKey(original.keys[0]!);
    return spawnSync('python3', [script, path, key, ...files], { encoding: 'utf8' });
  };

  it('agrees with the first: root, signature, receipts', async () => {
    const folder = join(original.folder.away, 'receipts');
    mkdirSync(folder);
    const files = receipts.map((text, i) => {
      const file = join(folder, `${i}.tlog-proof`);
      writeFileSync(file, text);
      return file;
    });
    const { status, stdout, stderr } = run(original.path, ...files);
    expect([status, stderr]).toEqual([0, '']);
    const { root, size } = await verified(original.path, original.keys);
    const ids = receipts.map((text) => checkReceipt(text, original.keys).leaf.id);
    expect(JSON.parse(stdout)).toEqual({ root, size, receipts: ids });
    writeFileSync(files[0]!, receipts[0]!.replace('index 0', 'index 1'));
    expect(run(original.path, files[0]!)).toMatchObject({
      status: 1,
      stderr: expect.stringContaining('another place'),
    });
  });

  test.each<[string, string]>([
    ['record.ndjson', 'not the one that was signed'],
    ['checkpoint', 'FAILS'],
  ])('finds a change in %s', (name, fault) => {
    using copy = original.copy();
    const text = copy.read(name).toString();
    copy.write(
      name,
      name === 'checkpoint' ? text.replace('\n800\n', '\n799\n') : text.replace('"choice":"a"', '"choice":"b"'),
    );
    expect(run(copy.path)).toMatchObject({ status: 1, stderr: expect.stringContaining(fault) });
  });
});
