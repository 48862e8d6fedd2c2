import { appendFileSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { issuerKey } from '../../src/access/issuer-key.ts';
import { LocalIssuer } from '../../src/access/local-issuer.ts';
import { Revocations, UnusableRevocations } from '../../src/access/revocations.ts';
import { dataFolder } from '../../src/config/data-folder.ts';
import { election } from '../support/server-election.ts';
import { type Reply, TestServer } from '../support/server.ts';

let server: TestServer;
const data = mkdtempSync(join(tmpdir(), 'vote-record-revocation-'));
beforeAll(async () => {
  server = await TestServer.start(data);
});
afterAll(() => server.stop());

/** As another process would: `vote-record token revoke`. */
const revoke = (id: string): void => new Revocations(dataFolder(data).revocations).revoke(id);
const issue = (official: string) =>
  new LocalIssuer(issuerKey(data), 600).issue({ official, role: 'central-commission', ttl: 600 });
let elections = 0;
const ask = (token: string): Promise<Reply> =>
  server.post('/elections', { ...election, id: `e${elections++}` }, { authorization: `Bearer ${token}` });
const refused = { status: 401, body: { code: 'TOKEN_REVOKED' } };

describe('a token that is revoked', () => {
  test('by its id is refused from the next request on, and no other is', async () => {
    const [one, other] = [await issue('a.akhmetova'), await issue('a.akhmetova')];
    expect((await ask(one.token)).status).toBe(201);
    revoke(one.jti);
    expect(await ask(one.token)).toMatchObject(refused);
    expect((await ask(other.token)).status).toBe(201);
  });

  test('with everything issued to a person is refused, used before or not; what is issued later is good', async () => {
    const [used, unused, others] = [await issue('b.bekov'), await issue('b.bekov'), await issue('c.serik')];
    expect((await ask(used.token)).status).toBe(201);
    revoke('b.bekov');
    expect(await ask(used.token)).toMatchObject(refused);
    expect(await ask(unused.token)).toMatchObject(refused);
    expect((await ask(others.token)).status).toBe(201);
    await setTimeout(1_000 - (Date.now() % 1_000) + 5); // tokens tell time by the second
    expect((await ask((await issue('b.bekov')).token)).status).toBe(201);
  });

  test('stays refused when the server starts anew', async () => {
    const { token, jti } = await issue('d.dana');
    revoke(jti);
    await server.app.close();
    server = await TestServer.start(data);
    expect(await ask(token)).toMatchObject(refused);
  });
});

describe('the file of revocations', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vote-record-revoked-'));
  const file = join(folder, 'keys', 'revoked.ndjson');
  const attested = { subject: { official: 'a', role: 'observer' as const }, jti: 'j', iat: 1, exp: 2 };
  afterAll(() => rmSync(folder, { recursive: true }));

  test('may be missing, and is for its owner alone', () => {
    const revocations = new Revocations(file);
    expect(revocations.has(attested)).toBe(false);
    revocations.revoke('j');
    expect(revocations.has(attested)).toBe(true);
    expect(statSync(file).mode & 0o777).toBe(0o600);
  });

  test('is read up to its last whole line, and trusts nobody when a line is not understood', () => {
    const revocations = new Revocations(file);
    appendFileSync(file, '{"revoked":"a","at":');
    expect(revocations.has({ ...attested, jti: 'k' })).toBe(false);
    appendFileSync(file, '5}\n');
    expect(revocations.has({ ...attested, jti: 'k' })).toBe(true);
    appendFileSync(file, 'nonsense\n');
    expect(() => revocations.has(attested)).toThrow(UnusableRevocations);
    expect(() => new Revocations(file)).toThrow(`${file}:3`);
  });
});
