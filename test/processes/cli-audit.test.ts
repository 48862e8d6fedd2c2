import { once } from 'node:events';
import { copyFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { expect, test } from '@jest/globals';
import { runCli, startCli } from '../support/cli.ts';
import { TestServer } from '../support/server.ts';
import { temporaryFolder, tinyPackage, tinyPackageWith, writePackage } from '../support/tiny-package.ts';

test('a record is exported, verified, proved and convicted from the command line, over a change of keys', async () => {
  using folder = temporaryFolder();
  const data = join(folder.path, 'data');
  const at = (name: string) => join(folder.path, name);
  expect(await runCli(data, 'load', writePackage(at('package'), tinyPackage))).toMatchObject({ code: 0 });
  const shown = await runCli(data, 'keys', 'show', '--json');
  const { vkey, vkeys } = JSON.parse(shown.out) as { vkey: string; vkeys: string[] };
  expect(vkeys).toEqual([vkey, expect.stringMatching(/^vote-record\.local\+[0-9a-f]{8}\+/)]);
  expect(shown.err).toMatch('lies beside the record');

  expect(await runCli(data, 'export', 'nothing', '--out', at('none'))).toMatchObject({
    code: 1,
    err: expect.stringContaining('knows no election nothing; it holds tiny-2024'),
  });
  const exported = await runCli(data, 'export', 'tiny-2024', '--out', at('out'), '--json');
  const { size, root } = JSON.parse(exported.out) as { size: number; root: string };
  const verified = await runCli(data, 'verify', at('out'), '--key', vkey, '--json');
  expect(verified.code).toBe(0);
  expect(JSON.parse(verified.out)).toMatchObject({ good: true, size, root, notProved: expect.any(Array) });

  writeFileSync(at('kept'), readFileSync(join(at('out'), 'checkpoint')));
  const rotated = await runCli(data, 'keys', 'rotate', '--out', at('next.pem'), '--json');
  expect(rotated).toMatchObject({ code: 0, err: expect.stringContaining('POST /log/keys/proposal') });
  expect(await runCli(data, 'keys', 'rotate', '--out', at('next.pem'))).toMatchObject({ code: 1 });
  const inUse = join(data, 'keys', 'signing.pem');
  const old = readFileSync(inUse);
  copyFileSync(at('next.pem'), inUse);
  const unconfirmed = await runCli(data, 'load', writePackage(at('again'), tinyPackage));
  expect(unconfirmed).toMatchObject({
    code: 1,
    err: expect.stringContaining('have confirmed them: sign with those before'),
  });
  writeFileSync(inUse, old);
  await confirmKeys(data, (JSON.parse(rotated.out) as { vkeys: string[] }).vkeys);
  copyFileSync(at('next.pem'), inUse);
  const hill = `${tinyPackage['areas.csv']}HILL,LAND,locality,Hill,,\n`;
  const changed = tinyPackageWith({ 'areas.csv': hill, 'ballots.csv': undefined });
  expect(await runCli(data, 'load', writePackage(at('more'), changed))).toMatchObject({ code: 0 });
  expect(await runCli(data, 'export', 'tiny-2024', '--out', at('out.zip'))).toMatchObject({ code: 0 });
  const later = await runCli(data, 'verify', at('out.zip'), '--key', vkey, '--checkpoint', at('kept'));
  expect(later.out).toMatch(/^ok {4}\(5\) .* signed by vote-record\.local\+/m);
  expect(later).toMatchObject({ code: 0, out: expect.stringMatching(/^ok {4}\(6\) .*1 of them kept elsewhere$/m) });

  expect(await runCli(data, 'prove', '--position', '2', '--out', at('r'), '--svg', at('r.svg'))).toMatchObject({
    code: 0,
  });
  const now = (JSON.parse((await runCli(data, 'keys', 'show', '--json')).out) as { vkey: string }).vkey;
  expect(now).not.toBe(vkey);
  const receipt = await runCli(data, 'verify-receipt', at('r'), '--key', now);
  expect(receipt).toMatchObject({ code: 0, out: expect.stringContaining('event 2 of ') });
  expect(await runCli(data, 'verify-receipt', at('r'), '--key', vkey)).toMatchObject({ code: 1 });

  const record = join(at('out'), 'record.ndjson');
  writeFileSync(record, readFileSync(record, 'utf8').replace('"choice":"A"', '"choice":"B"'));
  const convicted = await runCli(data, 'verify', at('out'), '--key', vkey);
  expect(convicted).toMatchObject({ code: 1, out: expect.stringMatching(/^FAILS {1}\(4\) .*\n.*\n {9}event \d+: /m) });
  expect(await runCli(data, 'verify', at('out'), '--key', 'nonsense')).toMatchObject({ code: 2 });
  expect(await runCli(data, 'verify', at('nowhere'))).toMatchObject({ code: 1, err: expect.stringContaining('no ') });
}, 60_000);

/** One person proposes the log's next keys, another confirms. */
async function confirmKeys(data: string, keys: readonly string[]): Promise<void> {
  const server = await TestServer.start(data);
  for (const [i, path] of ['/log/keys/proposal', '/log/keys/confirmation'].entries()) {
    const token = await server.token('central-commission', `commissioner-${i}`);
    await server.record(path, { keys }, { authorization: `Bearer ${token}` });
  }
  await server.app.close();
}

test('a witness is one command: it makes its key, says its line for a policy, and stops when told', async () => {
  using folder = temporaryFolder();
  const made = await runCli(folder.path, 'keys', 'make', '--out', join(folder.path, 'log.pem'));
  expect(await runCli(folder.path, 'keys', 'make', '--out', join(folder.path, 'log.pem'))).toMatchObject({ code: 1 });
  const key = made.out.split('\n')[0]!;
  const [pem, state] = [join(folder.path, 'w.pem'), join(folder.path, 'w.sqlite')];
  const witness = startCli(
    folder.path,
    'witness',
    '--log',
    key,
    '--name',
    'court.example/w',
    '--key',
    pem,
    '--state',
    state,
    '--port',
    '0',
  );
  const [line] = (await once(createInterface(witness.stdout!), 'line')) as [string];
  const [, url] = /^witness court\.example-w court\.example\/w\+[0-9a-f]{8}\+\S+ (http:\S+)$/.exec(line)!;
  expect(await (await fetch(url!)).text()).toMatch(/^court\.example\/w\+/);
  const refused = await fetch(`${url}/add-checkpoint`, { method: 'POST', body: 'old 0\n\nx' });
  expect(refused.status).toBe(400);
  witness.kill('SIGTERM');
  const [code] = (await once(witness, 'close')) as [number];
  expect(code).toBe(0);
}, 60_000);
