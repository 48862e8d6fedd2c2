import { generateKeyPairSync, sign } from 'node:crypto';
import { describe, expect, it, test } from '@jest/globals';
import * as fc from 'fast-check';
import { formatCheckpoint, parseCheckpoint } from '../../src/verifier/formats/checkpoint.ts';
import { leafHash } from '../../src/verifier/formats/merkle.ts';
import { formatNote, parseNote, signersOf } from '../../src/verifier/formats/note.ts';
import { parsePolicy, reachesQuorum } from '../../src/verifier/formats/policy.ts';
import { entryBundle, parseTilePath, tilePath } from '../../src/verifier/formats/tile-path.ts';
import { formatTlogProof, parseTlogProof } from '../../src/verifier/formats/tlog-proof.ts';
import {
  formatVerifierKey,
  parseVerifierKey,
  signatureTypes,
  verifierKey,
} from '../../src/verifier/formats/verifier-key.ts';
import * as here from '../../src/verifier/primitives.ts';
import { primitivesAnywhere } from '../../src/verifier/primitives-anywhere.ts';

/** Published examples of signed notes. */
const published = [
  {
    key: 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k',
    text: 'This is an example message.\n',
    line: '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n',
  },
  {
    key: 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW',
    text: "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n",
    line: '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n',
  },
];

describe('a signed note', () => {
  test.each(published)('of $key holds, and no other text under its signature', ({ key, text, line }) => {
    const note = parseNote(`${text}\n${line}`);
    expect(note.text).toBe(text);
    expect(formatNote(note)).toBe(`${text}\n${line}`);
    const known = parseVerifierKey(key);
    expect(formatVerifierKey(known)).toBe(key);
    expect(signersOf(note, [known])).toEqual([known]);
    expect(() => signersOf({ ...note, text: text.replace('e', 'a') }, [known])).toThrow('does not hold');
  });

  it('passes over lines by keys that nobody named, and is spoilt by a false line of one that somebody did', () => {
    const [first, second] = published.map(({ key }) => parseVerifierKey(key));
    const [mine, theirs] = published;
    const note = parseNote(`${mine!.text}\n${mine!.line}${theirs!.line}`);
    expect(signersOf(note, [first!])).toEqual([first]);
    expect(() => signersOf(note, [first!, second!])).toThrow('PeterNeumann+c74f20a3');
  });

  test.each([
    ['no signatures', 'text\n\n'],
    ['no empty line', `text\n${published[0]!.line}`],
    ['a hyphen for a dash', 'text\n\n- a AAAAAAAA\n'],
    ['a cut line', `text\n\n${published[0]!.line.slice(0, -1)}`],
    ['base64 that no encoder writes', 'text\n\n— a AAAAAAB=\n'],
    ['a control character', `te\u0007xt\n\n${published[0]!.line}`],
  ])('is none with %s', (_, text) => {
    expect(() => parseNote(text)).toThrow('');
  });
});

describe('a verifier key', () => {
  test.each([
    ['the id of another', 'example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'],
    ['a type unknown here', 'example.com/foo+530d903a+Aukyerrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k'],
    ['nothing', ''],
  ])('is refused with %s', (_, key) => {
    expect(() => parseVerifierKey(key)).toThrow('key');
  });
});

describe('a checkpoint', () => {
  it('reads as it was written', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: Number.MAX_SAFE_INTEGER }),
        fc.uint8Array({ minLength: 32, maxLength: 32 }),
        (size, root) => {
          const text = formatCheckpoint({ origin: 'log.example/akims', size, root });
          expect(parseCheckpoint(text)).toEqual({ origin: 'log.example/akims', size, root });
        },
      ),
    );
  });

  test.each(['', 'o\n1\n', 'o\n01\nAAAA\n', 'o\n0\nAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n', 'o\n-1\nAA==\n'])(
    'is none: %j',
    (text) => {
      expect(() => parseCheckpoint(text)).toThrow('checkpoint');
    },
  );
});

describe('the primitives that run in a browser', () => {
  it('say what those of Node say', () => {
    const messages = [new Uint8Array(), Buffer.from('Ақтөбе'), Buffer.alloc(300, 7)];
    for (const message of messages) {
      expect(Buffer.from(primitivesAnywhere.sha256(message))).toEqual(here.sha256(message));
      const hasher = primitivesAnywhere.hasher();
      hasher.update(message);
      expect(Buffer.from(hasher.digest())).toEqual(here.sha256(message));
    }
    expect(Buffer.from(primitivesAnywhere.sha256('Ақтөбе'))).toEqual(here.sha256('Ақтөбе'));
    for (const [kind, type, verify] of [
      ['ed25519', signatureTypes.ed25519, 'verifyEd25519'],
      ['ml-dsa-44', signatureTypes.mlDsa44, 'verifyMlDsa44'],
    ] as const) {
      const { privateKey, publicKey } = generateKeyPairSync(kind as 'ed25519');
      const raw = publicKey.export({ type: 'spki', format: 'der' }).subarray(type === 1 ? -32 : -1_312);
      const signature = sign(null, messages[1]!, privateKey);
      const spoilt = Uint8Array.from(signature, (byte, i) => (i === 40 ? byte ^ 1 : byte));
      for (const { [verify]: holds } of [here, primitivesAnywhere]) {
        expect(holds(signature, messages[1]!, raw)).toBe(true);
        expect(holds(spoilt, messages[1]!, raw)).toBe(false);
        expect(holds(signature, messages[2]!, raw)).toBe(false);
        expect(holds(signature.subarray(1), messages[1]!, raw)).toBe(false);
      }
    }
  });
});

describe('the path of a tile', () => {
  test.each([
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 3, index: 999, width: 1 }, 'tile/3/999.p/1'],
    [{ level: 'entries' as const, index: 1_000, width: 255 }, 'tile/entries/x001/000.p/255'],
  ])('%j', (name, path) => {
    expect(tilePath(name)).toBe(path);
    expect(parseTilePath(path)).toEqual(name);
  });

  test.each([
    'tile/0/0',
    'tile/0/x000/001',
    'tile/0/000.p/256',
    'tile/0/000.p/0',
    'tile/64/000',
    'tile/0/../000',
    'tile/00/000',
  ])('is never %s', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });
});

describe('a bundle of entries', () => {
  it('holds each with its length, up to what two bytes count', () => {
    expect([...entryBundle([Buffer.from('ab'), Buffer.from('')])]).toEqual([0, 2, 97, 98, 0, 0]);
    expect(() => entryBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  });
});

describe('a proof file', () => {
  it('reads as it was written', () => {
    const checkpoint = `log\n1\n\n${published[0]!.line}`;
    const proof = { extra: Uint8Array.of(1, 2), index: 12, proof: [leafHash('a')], checkpoint };
    expect(parseTlogProof(formatTlogProof(proof))).toEqual({ ...proof, proof: [new Uint8Array(leafHash('a'))] });
    const bare = { index: 0, proof: [], checkpoint };
    expect(parseTlogProof(formatTlogProof(bare))).toEqual(bare);
  });

  test.each([
    '',
    'c2sp.org/tlog-proof@v2\nindex 0\n\n',
    'c2sp.org/tlog-proof@v1\nindex 01\n\n',
    'c2sp.org/tlog-proof@v1\nextra *\nindex 1\n\n',
    'c2sp.org/tlog-proof@v1\nindex 1\nAAAA\n\n',
  ])('is none: %j', (text) => {
    expect(() => parseTlogProof(text)).toThrow('');
  });
});

describe('a policy', () => {
  const vkey = (name: string, type: 1 | 4 = 4) =>
    formatVerifierKey(verifierKey(name, type, here.sha256(`${name} ${type}`)));
  const witnesses = ['X1', 'X2', 'X3', 'Y1', 'Y2']
    .map((name) => `witness ${name} ${vkey(name)} http://${name}/\n`)
    .join('');
  const policy = parsePolicy(
    `# two parties\nlog ${vkey('log', 1)}\n\n${witnesses}group X 2 X1 X2 X3\ngroup Y any Y1 Y2\n\tgroup both all X Y \nquorum both\n`,
  );

  test.each([
    [['X1', 'X3', 'Y2'], true],
    [['X1', 'X2', 'X3'], false],
    [['X1', 'Y1', 'Y2'], false],
    [[], false],
  ])('with %j has its quorum: %s', (cosigned, reached) => {
    expect(reachesQuorum(policy, new Set(cosigned))).toBe(reached);
  });

  it('knows logs and witnesses with their keys and addresses', () => {
    expect(policy.logs.map(({ key }) => key.name)).toEqual(['log']);
    expect(policy.witnesses[1]).toMatchObject({ name: 'X2', url: 'http://X2/' });
    expect(reachesQuorum(parsePolicy('quorum none'), new Set())).toBe(true);
  });

  test.each([
    ['', 'no quorum'],
    ['quorum W\n', 'line 1: W is not defined'],
    [`witness W ${vkey('W')}\nwitness V ${vkey('W')}\nquorum none`, 'line 2: a key named twice'],
    [`witness W ${vkey('W', 1)}\nquorum none`, 'line 1: a witness has a key that cosigns'],
    [`witness W ${vkey('W')}\ngroup g 2 W\nquorum g`, 'line 2: a group asks for'],
    [`witness W ${vkey('W')}\ngroup g 1 W\ngroup h 1 W\nquorum g`, 'line 3: W is in two groups'],
    ['quorum none\nquorum none', 'line 2: a second quorum'],
    ['wittness x', 'line 1'],
  ])('is none: %j', (text, fault) => {
    expect(() => parsePolicy(text)).toThrow(fault);
  });
});
