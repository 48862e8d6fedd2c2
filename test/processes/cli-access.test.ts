import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { verifySignature } from '../../src/access/act-signature.ts';
import { bytesToSign } from '../../src/domain/signed-act.ts';
import { runCli } from '../support/cli.ts';
import { election } from '../support/server-election.ts';
import { ServerProcess } from '../support/server-process.ts';

const data = mkdtempSync(join(tmpdir(), 'vote-record-cli-access-'));
const run = (...args: string[]) => runCli(data, ...args);
afterAll(() => rmSync(data, { recursive: true }));

describe('tokens on the command line, beside a server', () => {
  let server: ServerProcess;
  let url: string;
  beforeAll(async () => {
    server = ServerProcess.spawn({ VOTE_RECORD_DATA: data });
    url = (await server.logged('listening'))['address']!;
  });
  afterAll(async () => {
    server.child.kill('SIGKILL');
    await server.ended();
  });
  const call = (id: string, token: string) =>
    fetch(`${url}/elections`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ ...election, id }),
    });

  test('are issued with an id and an end, and revoked by that id while the server runs', async () => {
    const issued = await run('token', '--role', 'central-commission', '--as', 'cec.chair', '--ttl', '10m', '--json');
    const { token, jti, expires, official } = JSON.parse(issued.out);
    expect(official).toBe('cec.chair');
    expect(Date.parse(expires) - Date.now()).toBeLessThanOrEqual(600_000);
    expect((await call('before', token)).status).toBe(201);

    expect(await run('token', 'revoke', jti)).toMatchObject({ code: 0, out: `revoked: ${jti}\n` });
    const refused = await call('after', token);
    expect(refused.status).toBe(401);
    expect(await refused.json()).toMatchObject({ code: 'TOKEN_REVOKED' });

    // The log says who, what and why: no token, no body, and of the address no more than the network.
    const line = await server.logged('refused');
    expect(line).toEqual({
      level: 40,
      time: expect.any(String),
      correlationId: expect.stringMatching(/^[0-9a-f-]{36}$/),
      official: 'cec.chair',
      network: '127.0.0.0/24',
      method: 'POST',
      route: '/elections',
      code: 'TOKEN_REVOKED',
      msg: 'refused',
    });
  });

  test('of an observer are refused where a commission is asked for, which is logged with the role', async () => {
    const { out } = await run('token', '--role', 'observer', '--as', 'o.observer', '--area', '632810000');
    expect((await call('observer', out.trim())).status).toBe(403);
    const who = { official: 'o.observer', role: 'observer', area: '632810000', code: 'ROLE_NOT_ENTITLED' };
    expect(await server.logged('refused')).toMatchObject(who);
  });
});

test("a member's key is made for its owner alone, and signs what comes in, by a process of its own", async () => {
  const key = join(data, 'member.pem');
  const made = await run('sign', 'make-key', key);
  expect(statSync(key).mode & 0o777).toBe(0o600);
  const act = {
    act: 'ApproveResult',
    log: 'log.example/akims',
    stream: 'contest-e/c',
    expectedRevision: 12,
    data: { position: 7 },
    official: 'm.chair',
  };
  const signing = ['dist/cli.js', 'sign', '--key', key, '-'];
  const { stdout, stderr } = spawnSync(process.execPath, signing, { input: JSON.stringify(act), encoding: 'utf8' });
  expect(stderr).toContain('m.chair signs ApproveResult in contest-e/c of log.example/akims after revision 12');
  const signed = JSON.parse(stdout);
  expect(signed.key).toBe(made.out.trim());
  expect(verifySignature(signed.key, signed.signature, bytesToSign(act))).toBe(true);
});
