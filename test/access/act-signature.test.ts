import { generateKeyPairSync, webcrypto } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import { ed25519 } from '@noble/curves/ed25519.js';
import { Compile } from 'typebox/compile';
import { publicKeyOf, signAct, verifySignature } from '../../src/access/act-signature.ts';
import { weakKeys } from '../../src/domain/weak-keys.ts';
import { type Act, ActSignature, bytesToSign } from '../../src/domain/signed-act.ts';

const member = generateKeyPairSync('ed25519').privateKey;
const other = generateKeyPairSync('ed25519').privateKey;
const act: Act = {
  act: 'ApproveResult',
  log: 'log.example/akims',
  stream: 'contest-e/c',
  expectedRevision: 12,
  data: { position: 7, at: '2021-07-26T12:00:00+06:00' },
  official: 'm.chair',
};
const holds = (what: Act, { key, signature }: ActSignature) => verifySignature(key, signature, bytesToSign(what));

describe("a member's signature", () => {
  const signed = signAct(act, member);

  test('holds for the act that was signed, and has the form that an event carries', () => {
    expect(Compile(ActSignature).Check(signed)).toBe(true);
    expect(signed.key).toBe(publicKeyOf(member));
    expect(holds(act, signed)).toBe(true);
    expect(holds({ ...act, data: { at: act.data['at'], position: 7 } }, signed)).toBe(true);
  });

  test.each<[string, Act]>([
    ['another act', { ...act, act: 'CertifyResult' }],
    ['another stream', { ...act, stream: 'contest-e/d' }],
    ['another log', { ...act, log: 'log.example/rehearsal' }],
    ['another revision', { ...act, expectedRevision: 13 }],
    ['other figures', { ...act, data: { ...act.data, position: 8 } }],
    ['more than was signed', { ...act, data: { ...act.data, dissent: 'none' } }],
    ['another person', { ...act, official: 'm.deputy' }],
  ])('does not hold for %s', (_, another) => expect(holds(another, signed)).toBe(false));

  test.each<[string, ActSignature]>([
    ["another's key", { ...signed, key: publicKeyOf(other) }],
    ['a key that is none', { ...signed, key: 'AAAA' }],
    ['a signature cut short', { ...signed, signature: signed.signature.slice(0, 40) }],
    ['no signature', { ...signed, signature: '' }],
  ])('does not hold with %s', (_, changed) => expect(holds(act, changed)).toBe(false));

  test('made up for a key of small order holds for some verifiers, for anything, which is why none is enrolled', () => {
    const key = Buffer.from([...weakKeys][2]!, 'base64'); // the neutral point
    const signature = Buffer.concat([key, Buffer.alloc(32)]);
    expect(ed25519.verify(signature, bytesToSign(act), key, { zip215: true })).toBe(true);
  });

  test('may be made by a page: WebCrypto signs the same bytes', async () => {
    const pair = (await webcrypto.subtle.generateKey('Ed25519', true, ['sign', 'verify'])) as webcrypto.CryptoKeyPair;
    const raw = Buffer.from(await webcrypto.subtle.exportKey('raw', pair.publicKey)).toString('base64');
    const signature = Buffer.from(await webcrypto.subtle.sign('Ed25519', pair.privateKey, bytesToSign(act)));
    expect(holds(act, { key: raw, signature: signature.toString('base64') })).toBe(true);
  });
});
