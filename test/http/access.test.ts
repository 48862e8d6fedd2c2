import { createPublicKey, generateKeyPairSync, type KeyObject } from 'node:crypto';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type JWTPayload, SignJWT, UnsecuredJWT } from 'jose';
import { issuerKey, UnusableKey } from '../../src/access/issuer-key.ts';
import { roles } from '../../src/access/role.ts';
import { Tokens } from '../../src/access/tokens.ts';
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
  iat: now,
  exp: now + 600,
};
const sign = (claims: JWTPayload, by: KeyObject | Uint8Array = key, alg = 'EdDSA'): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg }).sign(by);
const without = (name: keyof typeof good): JWTPayload => ({ ...good, [name]: undefined });

const other = generateKeyPairSync('ed25519').privateKey;
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
/** The public key's text as a shared secret: the old trick on checkers that let the token choose. */
const confused = (): Uint8Array => Buffer.from(createPublicKey(key).export({ type: 'spki', format: 'pem' }) as string);

const bad: [string, string, () => Promise<string> | string][] = [
  ['that is no token', 'TOKEN_INVALID', () => 'abc'],
  ['cut short', 'TOKEN_INVALID', async () => (await sign(good)).slice(0, -4)],
  ['that has expired', 'TOKEN_EXPIRED', () => sign({ ...good, exp: now - 60 })],
  ['that never expires', 'TOKEN_INVALID', () => sign(without('exp'))],
  ['not valid before tomorrow', 'TOKEN_INVALID', () => sign({ ...good, nbf: now + 86_400 })],
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

  test.each(roles.map((role) => [role, role.endsWith('-commission')] as const))(
    'as %s is entitled to: %s',
    async (role, entitled) => {
      const authorization = `Bearer ${await server.token(role)}`;
      const reply = await server.post('/elections', { ...election, id: role }, { authorization });
      if (entitled) expect(reply.status).toBe(201);
      else expect(reply).toMatchObject({ status: 403, body: { code: 'ROLE_NOT_ENTITLED' } });
    },
  );

  test('stands in the events with role and area', async () => {
    const authorization = `Bearer ${await sign({ ...good, sub: 'b.bekov', area: '632810000' })}`;
    expect((await server.post('/elections', { ...election, id: 'who' }, { authorization })).status).toBe(201);
    const [event] = await server.events('election-who');
    expect(event).toMatchObject({
      meta: { actor: 'b.bekov', role: 'territorial-commission', area: '632810000' },
    });
  });
});

test('a token is good until it expires, and not a moment longer for having been used', async () => {
  const tokens = new Tokens(issuerKey(server.data));
  const token = await tokens.issue({ official: 'clerk', role: 'operator', ttl: 600 });
  const inSeconds = (seconds: number): Promise<unknown> => {
    jest.useFakeTimers({
      now: (now + seconds) * 1000,
      doNotFake: ['nextTick', 'queueMicrotask', 'setImmediate', 'setTimeout'],
    });
    return tokens.verify(token).finally(() => jest.useRealTimers());
  };
  expect(await inSeconds(0)).toEqual({ official: 'clerk', role: 'operator' });
  expect(await inSeconds(599)).toEqual({ official: 'clerk', role: 'operator' });
  await expect(inSeconds(700)).rejects.toMatchObject({ code: 'TOKEN_EXPIRED' });
});

test('whoever reads needs no token, and a bad one does no harm', async () => {
  expect((await server.get('/elections')).status).toBe(200);
  expect((await server.get('/elections', { authorization: 'Bearer nonsense' })).status).toBe(200);
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
