import { afterAll, beforeAll, describe, expect, it, test } from '@jest/globals';
import * as fc from 'fast-check';
import { makeSigningKeys } from '../../src/audit/signing/signing-key.ts';
import { exportNames } from '../../src/verifier/export-files.ts';
import { formatVerifierKey, signatureTypes, verifierKey } from '../../src/verifier/formats/verifier-key.ts';
import { parsePolicy } from '../../src/verifier/formats/policy.ts';
import type { Trusted } from '../../src/verifier/checks/all-checks.ts';
import type { Leaf } from '../../src/verifier/formats/leaf.ts';
import { failing, type Forgery, Original, places, wordsOf } from './exported.ts';

let original: Original;
beforeAll(async () => {
  original = await Original.make();
}, 60_000);
afterAll(() => original[Symbol.dispose]());

const moved = (leaf: Leaf): Leaf => ({ ...leaf, data: { ...(leaf.data as object), choice: 'b' } });
const at = (index: number, change: (leaf: Leaf) => Leaf) => (leaves: Leaf[]) =>
  leaves.map((leaf, i) => (i === index ? change(leaf) : leaf));

describe('the export as it was made', () => {
  it('is good, and says what it could not check', async () => {
    using copy = original.copy();
    const report = await copy.verified();
    expect(report.findings.map(({ number, outcome }) => [number, outcome]).slice(0, 6)).toEqual([
      [1, 'holds'],
      [2, 'holds'],
      [3, 'holds'],
      [4, 'holds'],
      [5, 'holds'],
      [6, 'holds'],
    ]);
    expect(failing(report)).toEqual([]);
    expect(report).toMatchObject({ good: true, size: 800 });
    const strangers = await copy
      .remove(exportNames.manifest)
      .remove(exportNames.checkpoints)
      .verified({ keys: [], checkpoints: [] });
    expect(strangers.findings.filter(({ outcome }) => outcome === 'not checked').map(({ number }) => number)).toEqual(
      expect.arrayContaining([1, 5, 6]),
    );
    expect(strangers.good).toBe(true);
  });
});

describe('one bit flipped', () => {
  it('in any file of the export is found there; in the record, at its event', async () => {
    await fc.assert(
      fc.asyncProperty(fc.nat(), fc.nat(), fc.nat(7), async (file, byte, bit) => {
        using copy = original.copy();
        const name = copy.names[file % copy.names.length]!;
        const content = copy.read(name);
        const where = byte % content.length;
        content[where]! ^= 1 << bit;
        const report = await copy.write(name, content).verified();
        expect(report.good).toBe(false);
        if (name === exportNames.manifest) return;
        // The manifest says the log's name and the election too: where these are hit, it contradicts its file.
        expect(places(report, 1).filter((place) => place !== exportNames.manifest)).toEqual([name]);
        if (name !== exportNames.record) return;
        const index = content.subarray(0, where).toString('latin1').split('\n').length - 1;
        expect(failing(report)).toContain(4);
        expect(places(report, 4)).toContain(index);
      }),
      { numRuns: 30 },
    );
  });

  it('in any byte of the manifest is found too, though nothing signs it', async () => {
    using copy = original.copy();
    const content = copy.read(exportNames.manifest);
    await fc.assert(
      fc.asyncProperty(fc.nat(content.length - 1), fc.nat(7), async (where, bit) => {
        const flipped = Buffer.from(content);
        flipped[where]! ^= 1 << bit;
        expect((await copy.write(exportNames.manifest, flipped).verified()).good).toBe(false);
      }),
      { numRuns: 40, examples: [[content.indexOf('"size"') + 8, 0]] },
    );
  });
});

const witness = formatVerifierKey(verifierKey('court.example', signatureTypes.cosignature, new Uint8Array(32)));

interface Case {
  readonly name: string;
  readonly forge: (forgery: Forgery) => Forgery;
  /** Checks that must fail, at least. */
  readonly fails: readonly number[];
  /** An event or file that one of them must name. */
  readonly where?: readonly [check: number, place: number | string];
  readonly words?: readonly [check: number, words: RegExp];
  readonly trusted?: () => Partial<Trusted>;
}

const cases: Case[] = [
  {
    name: 'a dropped event',
    forge: (f) => f.leaves((leaves) => leaves.toSpliced(400, 1)).listed(),
    fails: [3, 4],
    where: [3, 400],
  },
  {
    name: 'a dropped event, the others counted anew',
    forge: (f) =>
      f
        .leaves((leaves) => leaves.toSpliced(400, 1))
        .renumbered()
        .listed(),
    fails: [4],
    where: [4, 400],
  },
  {
    name: 'two events in each other’s place',
    forge: (f) => f.leaves((leaves) => leaves.with(310, leaves[311]!).with(311, leaves[310]!)).listed(),
    fails: [3, 4],
    where: [3, 310],
  },
  {
    name: 'two events in each other’s place, counted anew',
    forge: (f) =>
      f
        .leaves((leaves) => leaves.with(310, leaves[311]!).with(311, leaves[310]!))
        .renumbered()
        .listed(),
    fails: [4],
    where: [4, 310],
  },
  {
    name: 'an event put in',
    forge: (f) =>
      f
        .leaves((leaves) => leaves.toSpliced(500, 0, { ...leaves[500]!, id: '11111111-1111-4111-8111-111111111111' }))
        .listed(),
    fails: [3, 4],
    where: [3, 501],
  },
  {
    name: 'a doubled event, counted anew',
    forge: (f) =>
      f
        .leaves((leaves) => leaves.toSpliced(500, 0, leaves[500]!))
        .renumbered()
        .listed(),
    fails: [4],
    where: [4, 501],
  },
  {
    name: 'a cut tail',
    forge: (f) => f.leaves((leaves) => leaves.slice(0, 790)).listed(),
    fails: [4],
    where: [4, 790],
    words: [4, /the checkpoint is of 800 events, the record has 790/],
  },
  {
    name: 'a cut tail, signed for anew by the log itself',
    forge: (f) => f.leaves((leaves) => leaves.slice(0, 290)).resigned(),
    fails: [6],
    words: [6, /is of 300 events: the record has only 290, its tail is missing/],
  },
  {
    name: 'a replaced tail',
    forge: (f) =>
      f
        .leaves((leaves) => leaves.map((leaf, i) => (i < 795 ? leaf : moved({ ...leaf, id: leaves[i - 100]!.id }))))
        .listed(),
    fails: [4],
    where: [4, 795],
  },
  {
    name: 'a ballot moved to another candidate',
    forge: (f) => f.leaves(at(280, moved)).listed(),
    fails: [4],
    where: [4, 280],
  },
  {
    name: 'a ballot moved to another candidate, all hashes made anew and signed by the log itself',
    forge: (f) => f.leaves(at(280, moved)).resigned(),
    fails: [6],
    where: [6, 'kept'],
    words: [6, /something between 0 and 300 was changed/],
  },
  {
    name: 'a ballot moved after the checkpoint that was kept, with a later one kept elsewhere',
    forge: (f) => f.leaves(at(400, moved)).resigned(),
    fails: [6],
    words: [6, /something between 300 and 800 was changed/],
    trusted: () => ({
      checkpoints: original.kept.map((text, i) => ({ name: `kept ${i}`, text })),
    }),
  },
  {
    name: 'a ballot moved, all hashes made anew, and signed by somebody else',
    forge: (f) => f.leaves(at(400, moved)).resigned(makeSigningKeys()),
    fails: [5],
    where: [5, 'checkpoint'],
    words: [5, /by no key that was given/],
  },
  {
    name: 'an old checkpoint in place of the last',
    forge: (f) => f.write(exportNames.checkpoint, original.kept[0]).listed(),
    fails: [4],
    words: [4, /the checkpoint is of 300 events, the record has 800/],
  },
  {
    name: 'an old checkpoint with a new size written into it',
    forge: (f) => f.write(exportNames.checkpoint, original.kept[0].replace('\n300\n', '\n800\n')).listed(),
    fails: [4, 5],
    words: [5, /does not hold/],
  },
  {
    name: 'a checkpoint without its signatures',
    forge: (f) => f.write(exportNames.checkpoint, original.kept[1].split('—')[0]!).listed(),
    fails: [4, 5],
    words: [5, /not signed/],
  },
  {
    name: 'a checkpoint that no quorum witnessed',
    forge: (f) => f,
    fails: [5],
    words: [5, /witnessed by nobody: no quorum \(court\)/],
    trusted: () => ({
      policy: parsePolicy(`witness court ${witness}\nquorum court\n`),
    }),
  },
  {
    name: 'changed figures in what was published',
    forge: (f) => f.write(exportNames.results, '{"position":799,"election":"e1","contests":[1]}'),
    fails: [1],
    where: [1, 'results.json'],
  },
  {
    name: 'a file more',
    forge: (f) => f.write('notes.txt', 'trust me'),
    fails: [1],
    where: [1, 'notes.txt'],
  },
  { name: 'a file less', forge: (f) => f.remove(exportNames.policy), fails: [1], where: [1, 'policy'] },
  {
    name: 'a schema described otherwise',
    forge: (f) =>
      f.write(exportNames.catalogue, f.read(exportNames.catalogue).toString().replace('999999999', '1')).listed(),
    fails: [2],
    where: [2, 'catalogue.json'],
  },
  {
    name: 'a key that stands twice in an event',
    forge: (f) => atLine(f, 320, (text) => text.replace('{"data":', '{"data":{},"data":')),
    fails: [2, 4],
    where: [2, 320],
    words: [2, /not in canonical form/],
  },
  {
    name: 'white space in an event',
    forge: (f) => atLine(f, 320, (text) => text.replace('{', '{ ')),
    fails: [2, 4],
    where: [2, 320],
  },
  {
    name: 'a number written otherwise',
    forge: (f) => atLine(f, 320, (text) => text.replace('"index":320', '"index":3.2e2')),
    fails: [2, 4],
    where: [2, 320],
  },
  {
    name: 'a number that no program reads exactly',
    forge: (f) => atLine(f, 320, (text) => text.replace('"revision":', '"revision":9007199254740993')),
    fails: [2, 3, 4],
    where: [2, 320],
  },
  {
    name: 'a field that no schema knows',
    forge: (f) => f.leaves(at(320, (leaf) => ({ ...leaf, data: { ...(leaf.data as object), voter: 'x' } }))).listed(),
    fails: [2, 4],
    where: [2, 320],
  },
  {
    name: 'an official id that is none, in the meta of one event',
    forge: (f) => f.leaves(at(320, (leaf) => ({ ...leaf, meta: { ...leaf.meta, actor: '' } }))).listed(),
    fails: [2, 4],
    where: [2, 320],
  },
  {
    name: 'an event of another kind of stream',
    forge: (f) => f.leaves(at(320, (leaf) => ({ ...leaf, type: 'ElectionCalled' }))).listed(),
    fails: [2, 4],
    where: [2, 320],
  },
  {
    name: 'a line that is no JSON',
    forge: (f) => atLine(f, 320, () => 'null and void'),
    fails: [2, 4],
    where: [2, 320],
  },
  {
    name: 'an event of another log',
    forge: (f) => f.leaves(at(320, (leaf) => ({ ...leaf, log: 'other.example' }))).listed(),
    fails: [3, 4],
    where: [3, 320],
  },
  {
    name: 'a checkpoint among the events',
    forge: (f) => f.leaves(at(320, (leaf) => ({ ...leaf, stream: 'checkpoint-log.example%2Fakims' }))).listed(),
    fails: [2, 3, 4],
    where: [3, 320],
  },
  {
    name: 'a last line without its end',
    forge: (f) => f.write(exportNames.record, f.read(exportNames.record).subarray(0, -1)).listed(),
    fails: [2],
    where: [2, 799],
  },
  {
    name: 'a line of two megabytes',
    forge: (f) => atLine(f, 320, () => 'x'.repeat(2_000_000)),
    fails: [2, 3, 4],
  },
];

function atLine(forgery: Forgery, index: number, change: (text: string) => string): Forgery {
  forgery.lines = forgery.lines.with(index, change(forgery.lines[index]!));
  return forgery.listed();
}

test.each(cases)('$name is found', async ({ forge, fails, where, words, trusted }) => {
  using copy = original.copy();
  const report = await forge(copy).verified(trusted?.());
  expect(report.good).toBe(false);
  expect(failing(report)).toEqual(expect.arrayContaining([...fails]));
  if (where) expect(places(report, where[0])).toContain(where[1]);
  if (words) expect(wordsOf(report, words[0])).toMatch(words[1]);
});
