import { generateKeyPairSync, type KeyObject } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { election } from '../support/server-election.ts';
import { type Reply, TestServer } from '../support/server.ts';

const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const ed = generateKeyPairSync('ed25519');
const jwk = (key: KeyObject, kid: string, alg: string) => ({ ...key.export({ format: 'jwk' }), kid, alg, use: 'sig' });

/** A provider as far as this record asks one: its public keys, which it may change, or be away. */
class Provider {
  readonly server: Server = createServer((_, reply) => {
    this.asked++;
    reply.setHeader('content-type', 'application/json');
    reply.writeHead(this.away ? 503 : 200).end(JSON.stringify({ keys: this.keys }));
  });
  keys: unknown[] = [jwk(rsa.publicKey, 'r1', 'RS256'), jwk(ec.publicKey, 'e1', 'ES256')];
  asked = 0;
  away = false;
  url = '';

  async listen(): Promise<void> {
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    this.url = `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }
}

const provider = new Provider();
const issuer = 'https://login.example.kz/realms/elections';
let server: TestServer;
beforeAll(async () => {
  await provider.listen();
  server = await TestServer.start(undefined, {
    OIDC_ISSUER: issuer,
    OIDC_AUDIENCE: 'vote-record',
    OIDC_JWKS_URI: `${provider.url}/certs`,
    OIDC_SUBJECT_CLAIM: 'preferred_username',
    OIDC_ROLE_CLAIM: '/realm_access/roles',
    OIDC_AREA_CLAIM: '/https:~1~1example.kz~1area',
  });
});
afterAll(async () => {
  await server.stop();
  provider.server.close();
});

const now = Math.floor(Date.now() / 1000);
const good = {
  iss: issuer,
  aud: ['account', 'vote-record'],
  sub: '5f0c7d7e-8f11-4b53-9a1b-6f6a0e6f2c11',
  preferred_username: 'a.akhmetova',
  realm_access: { roles: ['offline_access', 'territorial-commission'] as unknown },
  'https://example.kz/area': '632810000' as unknown,
  iat: now,
  exp: now + 300,
};
const sign = (claims: JWTPayload, key: KeyObject | Uint8Array = rsa.privateKey, alg = 'RS256', kid = 'r1') =>
  new SignJWT(claims).setProtectedHeader({ alg, kid }).sign(key);
let elections = 0;
const ask = async (token: string | Promise<string>): Promise<Reply> =>
  server.post('/elections', { ...election, id: `e${elections++}` }, { authorization: `Bearer ${await token}` });
const roles = (value: unknown): JWTPayload => ({ ...good, realm_access: { roles: value } });
const pem = (): Uint8Array => Buffer.from(rsa.publicKey.export({ type: 'spki', format: 'pem' }) as string);

const refused: [string, string, () => string | Promise<string>][] = [
  ['of another issuer', 'TOKEN_INVALID', () => sign({ ...good, iss: 'https://login.example.com' })],
  ['for another audience', 'TOKEN_INVALID', () => sign({ ...good, aud: 'account' })],
  ['by a key the provider does not have', 'TOKEN_INVALID', () => sign(good, ed.privateKey, 'EdDSA', 'x')],
  ['by another key under the name of one it has', 'TOKEN_INVALID', () => sign(good, ed.privateKey, 'EdDSA', 'r1')],
  ['with the public key as a secret', 'TOKEN_INVALID', () => sign(good, pem(), 'HS256')],
  ['that is not signed', 'TOKEN_INVALID', () => new UnsecuredJWT(good).encode()],
  ['of the local issuer', 'TOKEN_INVALID', () => server.token('central-commission')],
  ['that has expired', 'TOKEN_EXPIRED', () => sign({ ...good, exp: now - 61 })],
  ['that is not valid yet', 'TOKEN_NOT_YET_VALID', () => sign({ ...good, nbf: now + 120 })],
  ['good for a month', 'TOKEN_TOO_LONG_LIVED', () => sign({ ...good, exp: now + 30 * 86_400 })],
  ['in no role of ours', 'TOKEN_INVALID', () => sign(roles(['offline_access']))],
  ['in two roles of ours', 'TOKEN_INVALID', () => sign(roles(['auditor', 'territorial-commission']))],
  ['without the claim that says who', 'TOKEN_INVALID', () => sign({ ...good, preferred_username: undefined })],
  ['for an election that is none', 'TOKEN_INVALID', () => sign({ ...good, election: ['akim'] })],
  ['for an area that is none', 'TOKEN_INVALID', () => sign({ ...good, 'https://example.kz/area': 5 })],
];

describe('where a provider says who somebody is', () => {
  test('its claims, by the names it has for them, stand in the events', async () => {
    const reply = await ask(sign(good));
    expect(reply.status).toBe(201);
    const [event] = await server.events(reply.body.stream);
    expect(event!.meta).toMatchObject({
      actor: 'a.akhmetova',
      role: 'territorial-commission',
      area: '632810000',
    });
    expect((await ask(sign(roles('territorial-commission'), ec.privateKey, 'ES256', 'e1'))).status).toBe(201);
  });

  test('one that names an election is good for that, and for no other', async () => {
    const token = await sign({ ...good, election: `e${elections}` });
    expect((await ask(token)).status).toBe(201);
    expect(await ask(token)).toMatchObject({ status: 403, body: { code: 'OUT_OF_SCOPE' } });
  });

  test.each(refused)('a token %s is refused', async (_, code, token) => {
    expect(await ask(token())).toMatchObject({ status: 401, body: { code } });
  });

  test('a role that records nothing is known, and refused', async () => {
    expect(await ask(sign(roles(['auditor'])))).toMatchObject({ status: 403, body: { code: 'ROLE_NOT_ENTITLED' } });
  });
});

/** The clock so many minutes on, for one call. */
function inMinutes<T>(minutes: number, call: () => Promise<T>): Promise<T> {
  const doNotFake = ['nextTick', 'queueMicrotask', 'setImmediate', 'clearImmediate', 'performance'] as const;
  jest.useFakeTimers({
    now: Date.now() + minutes * 60_000,
    doNotFake: [...doNotFake, 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval'],
  });
  return call().finally(() => jest.useRealTimers());
}

describe("the provider's keys", () => {
  const later = (minutes: number): JWTPayload => ({
    ...good,
    iat: now + minutes * 60,
    exp: now + minutes * 60 + 1_800,
  });

  test('are fetched once for many tokens, and not again for each that names a key unknown', async () => {
    await ask(sign(good));
    const before = provider.asked;
    for (const kid of ['u1', 'u2', 'u3']) await ask(sign(good, ed.privateKey, 'EdDSA', kid));
    expect((await ask(sign({ ...good, jti: 'another' }))).status).toBe(201);
    expect(provider.asked).toBe(before);
  });

  test('may be changed: the new one is taken as soon as it is met, the old one no longer', async () => {
    const old = await sign(later(1));
    expect((await inMinutes(1, () => ask(old))).status).toBe(201);
    provider.keys = [jwk(ed.publicKey, 'n1', 'EdDSA')];
    const renewed = await inMinutes(2, () => ask(sign(later(2), ed.privateKey, 'EdDSA', 'n1')));
    expect(renewed.status).toBe(201);
    const another = await sign({ ...later(2), jti: 'another' });
    expect(await inMinutes(2, () => ask(another))).toMatchObject({ status: 401, body: { code: 'TOKEN_INVALID' } });
    // A token met before is looked at again after some minutes, and its key is gone.
    expect((await inMinutes(2, () => ask(old))).status).toBe(201);
    expect(await inMinutes(7, () => ask(old))).toMatchObject({ status: 401, body: { code: 'TOKEN_INVALID' } });
  });

  test('when they cannot be had, nobody is called a liar: try again', async () => {
    provider.away = true;
    const reply = await inMinutes(20, () => ask(sign(later(20), ed.privateKey, 'EdDSA', 'n1')));
    expect(reply).toMatchObject({ status: 503, body: { code: 'IDENTITY_PROVIDER_UNAVAILABLE' } });
    expect(reply.headers.get('retry-after')).toBe('2');
    provider.away = false;
    expect((await inMinutes(20, () => ask(sign(later(20), ed.privateKey, 'EdDSA', 'n1')))).status).toBe(201);
  });
});
