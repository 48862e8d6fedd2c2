import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { issuerKey } from '../../src/access/issuer-key.ts';
import { LocalIssuer } from '../../src/access/local-issuer.ts';
import { UnusableKey } from '../../src/access/private-key-file.ts';
import { Revocations } from '../../src/access/revocations.ts';
import { roles } from '../../src/access/role.ts';
import { Tokens } from '../../src/access/tokens.ts';
import { dataFolder } from '../../src/config/data-folder.ts';
import { TestServer } from '../support/server.ts';
import { election } from '../support/server-election.ts';

let server: TestServer;
let key: KeyObject;
beforeAll(async () => {
  server = await TestServer.start();
  key = issuerKey(server.data).privateKey;
});
afterAll(() => server.stop());

const now = Math.floor(Date.now() / 1000);
const good = {
  iss: 'vote-record',
  aud: 'vote-record-api',
  sub: 'clerk',
  role: 'territorial-commission',
  area: '632810000',
  jti: '7b0d3c5e-0000-4000-8000-000000000001',
  iat: now,
  exp: now + 600,
};
const sign = (claims: JWTPayload, by: KeyObject | Uint8Array = key, alg = 'EdDSA'): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg }).sign(by);
const without = (name: keyof typeof good): JWTPayload => ({ ...good, [name]: undefined });

/** The same signature under another role. */
function changed(token: string): string {
  const [head, , signature] = token.split('.');
  const payload = Buffer.from(JSON.stringify({ ...good, role: 'central-commission' })).toString('base64url');
  return [head, payload, signature].join('.');
}

const other = generateKeyPairSync('ed25519').privateKey;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
/** The public key's text as a shared secret: the old trick on checkers that let the token choose. */
const confused = (): Uint8Array => Buffer.from(createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string);

const bad: [string, string, () => Promise<string> | string][] = [
  ['that is no token', 'TOKEN_INVALID', () => 'abc'],
  ['cut short', 'TOKEN_INVALID', async () => (await sign(good)).slice(0, -4)],
  ['that has expired', 'TOKEN_EXPIRED', () => sign({ ...good, exp: now - 60 })],
  ['that never expires', 'TOKEN_INVALID', () => sign(without('exp'))],
  ['not valid before tomorrow', 'TOKEN_NOT_YET_VALID', () => sign({ ...good, nbf: now + 86_400 })],
  ['issued tomorrow', 'TOKEN_NOT_YET_VALID', () => sign({ ...good, iat: now + 3_600, exp: now + 7_200 })],
  ['good for two days', 'TOKEN_TOO_LONG_LIVED', () => sign({ ...good, exp: now + 2 * 86_400 })],
  ['issued two days ago', 'TOKEN_TOO_LONG_LIVED', () => sign({ ...good, iat: now - 2 * 86_400 })],
  ['that does not say when it was issued', 'TOKEN_INVALID', () => sign(without('iat'))],
  ['that nobody could revoke', 'TOKEN_INVALID', () => sign(without('jti'))],
  ['whose payload was changed', 'TOKEN_INVALID', async () => changed(await sign(good))],
  ['signed with another key', 'TOKEN_INVALID', () => sign(good, other)],
  ['signed with another algorithm', 'TOKEN_INVALID', () => sign(good, rsa, 'RS256')],
  ['signed with the public key as a secret', 'TOKEN_INVALID', () => sign(good, confused(), 'HS256')],
  ['that is not signed', 'TOKEN_INVALID', () => new UnsecuredJWT(good).encode()],
  ['for another audience', 'TOKEN_INVALID', () => sign({ ...good, aud: 'another-api' })],
  ['without an audience', 'TOKEN_INVALID', () => sign(without('aud'))],
  ['of another issuer', 'TOKEN_INVALID', () => sign({ ...good, iss: 'somebody' })],
  ['of nobody', 'TOKEN_INVALID', () => sign(without('sub'))],
  ['of a name that no official has', 'TOKEN_INVALID', () => sign({ ...good, sub: 'a b' })],
  ['without a role', 'TOKEN_INVALID', () => sign(without('role'))],
  ['with a role that is none', 'TOKEN_INVALID', () => sign({ ...good, role: 'emperor' })],
  ['with several roles', 'TOKEN_INVALID', () => sign({ ...good, role: ['central-commission'] })],
  ['for an area that is no code', 'TOKEN_INVALID', () => sign({ ...good, area: '../x' })],
];

describe('whoever records', () => {
  test.each(bad)('with a token %s is not let in', async (_, code, token) => {
    const before = await server.head();
    const reply = await server.post('/elections', election, { authorization: `Bearer ${await token()}` });
    expect(reply.status).toBe(401);
    expect(reply.body).toMatchObject({ code, status: 401 });
    expect(reply.headers.get('www-authenticate')).toContain('error="invalid_token"');
    expect(await server.head()).toBe(before);
  });

  test.each([{ authorization: '' }, { authorization: 'Basic Y2xlcms6c2VjcmV0' }, { authorization: 'Bearer' }])(
    'must send a bearer token, and not %j',
    async (headers) => {
      const reply = await server.post('/elections', election, headers);
      expect(reply).toMatchObject({ status: 401, body: { code: 'TOKEN_MISSING' } });
      expect(reply.headers.get('www-authenticate')).toBe('Bearer realm="vote-record"');
    },
  );

  test.each(roles.map((role) => [role, /^(central|territorial)/.test(role)] as const))(
    'as %s is entitled to: %s',
    async (role, entitled) => {
      const authorization = `Bearer ${await server.token(role, 'clerk', { area: '632810000' })}`;
      const reply = await server.post('/elections', { ...election, id: role }, { authorization });
      if (entitled) expect(reply.status).toBe(201);
      else expect(reply).toMatchObject({ status: 403, body: { code: 'ROLE_NOT_ENTITLED' } });
    },
  );

  test('stands in the events with role and area', async () => {
    const authorization = `Bearer ${await sign({ ...good, sub: 'b.bekov' })}`;
    expect((await server.post('/elections', { ...election, id: 'who' }, { authorization })).status).toBe(201);
    const [event] = await server.events('election-who');
    expect(event).toMatchObject({
      meta: { actor: 'b.bekov', role: 'territorial-commission', area: '632810000' },
    });
  });
});

/** What a call comes to when the clock shows another time. */
function inSeconds<T>(seconds: number, call: () => Promise<T>): Promise<T> {
  const doNotFake = ['nextTick', 'queueMicrotask', 'setImmediate', 'setTimeout', 'performance'] as const;
  jest.useFakeTimers({ now: (now + seconds) * 1000, doNotFake: [...doNotFake] });
  return call().finally(() => jest.useRealTimers());
}

describe('a token', () => {
  const tokens = () => {
    const issuer = new LocalIssuer(issuerKey(server.data), 86_400);
    return { issuer, tokens: new Tokens(issuer, new Revocations(dataFolder(server.data).revocations)) };
  };

  test('is good until it expires, and not a moment longer for having been used', async () => {
    const { issuer, tokens: checks } = tokens();
    const { token } = await issuer.issue({ official: 'clerk', role: 'operator', ttl: 600 });
    const verify = () => checks.verify(token);
    expect(await inSeconds(0, verify)).toEqual({ official: 'clerk', role: 'operator' });
    expect(await inSeconds(599, verify)).toEqual({ official: 'clerk', role: 'operator' });
    await expect(inSeconds(700, verify)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
  });

  test.each([
    ['has expired a moment ago', { exp: now - 15 }, 201],
    ['was issued a moment ahead', { iat: now + 15, exp: now + 100 }, 201],
    ['has expired for longer than clocks differ', { exp: now - 61 }, 401],
  ])('of an issuer whose clock is not quite ours, that %s, is answered %3$d', async (which, claims, status) => {
    const authorization = `Bearer ${await sign({ ...good, ...claims })}`;
    const id = which.replaceAll(' ', '-');
    expect((await server.post('/elections', { ...election, id }, { authorization })).status).toBe(status);
  });

  test('is not issued for longer than tokens may be good, nor for a name or place that no event could carry', async () => {
    const { issuer } = tokens();
    const wish = { official: 'clerk', role: 'observer', ttl: 600 } as const;
    await expect(issuer.issue({ ...wish, ttl: 86_401 })).rejects.toThrow(RangeError);
    await expect(issuer.issue({ ...wish, official: 'a b' })).rejects.toThrow('no official id');
    await expect(issuer.issue({ ...wish, area: '../x' })).rejects.toThrow('no code');
    await expect(issuer.issue({ ...wish, election: '../x' })).rejects.toThrow('no code');
  });
});

test('whoever reads needs no token, but one that is sent must be good', async () => {
  expect((await server.get('/elections')).status).toBe(200);
  expect((await server.get('/elections', { authorization: 'Bearer nonsense' })).status).toBe(401);
});

describe("the issuer's key", () => {
  const folder = mkdtempSync(join(tmpdir(), 'vote-record-key-'));
  const file = join(folder, 'keys', 'issuer.pem');
  const exported = (): string => issuerKey(folder).publicKey.export({ type: 'spki', format: 'pem' }) as string;
  afterAll(() => rmSync(folder, { recursive: true }));

  test('is made once, for its owner alone', () => {
    const first = exported();
    expect(exported()).toBe(first);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700);
  });

  test('is refused when others can read it, or when it is no Ed25519 key', () => {
    chmodSync(file, 0o640);
    expect(exported).toThrow(UnusableKey);
    chmodSync(file, 0o600);
    const pem = readFileSync(file, 'utf8');
    writeFileSync(file, rsa.export({ type: 'pkcs8', format: 'pem' }));
    expect(exported).toThrow('no Ed25519 key');
    writeFileSync(file, 'nonsense');
    expect(exported).toThrow('no Ed25519 key');
    writeFileSync(file, pem);
    expect(exported).not.toThrow();
  });
});
