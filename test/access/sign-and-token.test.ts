import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { verifySignature } from '../../src/access/act-signature.ts';
import { issuerKey } from '../../src/access/issuer-key.ts';
import { LocalIssuer } from '../../src/access/local-issuer.ts';
import { runCli } from '../../src/cli/program.ts';
import type { Surroundings } from '../../src/cli/surroundings.ts';
import { bytesToSign } from '../../src/domain/signed-act.ts';
import { terminalKept } from '../support/cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'vote-record-sign-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The command line in this process: the commands of this room ask for no record. */
async function run(...args: string[]) {
  const { terminal, out, err } = terminalKept();
  const issueToken: Surroundings['issueToken'] = (wish) => new LocalIssuer(issuerKey(folder), 86_400).issue(wish);
  const code = await runCli(args, { terminal, issueToken } as Surroundings);
  return { code, out: out(), err: err() };
}

describe("a member's key", () => {
  const key = join(folder, 'member.pem');
  const file = join(folder, 'act.json');
  const act = {
    act: 'ApproveResult',
    log: 'log.example/akims',
    stream: 'contest-e/c',
    expectedRevision: 12,
    data: { position: 7 },
    official: 'm.chair',
  };

  test('is made once, for its owner alone, and shown in its public half', async () => {
    const made = await run('sign', 'make-key', key);
    expect(made).toMatchObject({ code: 0, out: expect.stringMatching(/^[A-Za-z0-9+/]{43}=\n$/) });
    expect(statSync(key).mode & 0o777).toBe(0o600);
    expect((await run('sign', 'show-key', key)).out).toBe(made.out);
    const pem = readFileSync(key, 'utf8');
    const again = await run('sign', 'make-key', key);
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('there already') });
    expect(readFileSync(key, 'utf8')).toBe(pem);
  });

  test('signs an act, and says what is signed', async () => {
    writeFileSync(file, JSON.stringify(act));
    const { out, err } = await run('sign', '--key', key, file);
    expect(err).toContain('m.chair signs ApproveResult in contest-e/c of log.example/akims after revision 12');
    expect(err).toContain('"position": 7');
    const signed = JSON.parse(out);
    expect(verifySignature(signed.key, signed.signature, bytesToSign(act))).toBe(true);
  });

  test.each([
    ['is no JSON', '{', /act\.json: /],
    ['names no revision', JSON.stringify({ ...act, expectedRevision: undefined }), /expectedRevision/],
    ['says more than an act does', JSON.stringify({ ...act, note: 'x' }), /act\.json: /],
    ['cannot be said faithfully', JSON.stringify(act).replace('7', '"\\ud800"'), /lone surrogate/],
  ])('signs nothing that %s', async (_, text, words) => {
    writeFileSync(file, text);
    expect(await run('sign', '--key', key, file)).toMatchObject({
      code: 1,
      out: '',
      err: expect.stringMatching(words),
    });
  });

  test('is not used when others can read it', async () => {
    writeFileSync(file, JSON.stringify(act));
    chmodSync(key, 0o644);
    const refused = { code: 1, out: '', err: expect.stringContaining('can be read by others') };
    expect(await run('sign', '--key', key, file)).toMatchObject(refused);
  });
});

test.each([
  [['token', '--role', 'observer', '--ttl', '2d'], 1, /86400 seconds at most/],
  [['token', 'revoke', 'a b'], 1, /the id of no token/],
  [['token', 'revoke'], 2, /missing required argument/],
  [['token'], 2, /--role/],
])('%j is told in a line', async (args, code, words) => {
  expect(await run(...args)).toMatchObject({ code, out: '', err: expect.stringMatching(words) });
});
