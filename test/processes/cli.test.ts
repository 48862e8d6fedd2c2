import { once } from 'node:events';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Ran, runCli, startCli } from '../support/cli.ts';
import { TestServer } from '../support/server.ts';
import { temporaryFolder, tinyPackage, tinyPackageWith, writePackage, zipped } from '../support/tiny-package.ts';

const folder = temporaryFolder();
const data = join(folder.path, 'record');
const pack = join(folder.path, 'tiny');
const run = (...args: string[]) => runCli(data, ...args);
/** The last line of a command that fails; it must have no stack in it. */
const complaint = ({ err }: { err: string }) => {
  expect(err).not.toMatch(/^ +at /m);
  return err.trimEnd().split('\n').at(-1);
};

let loaded: Ran;
beforeAll(async () => {
  const ballots = Array.from(
    { length: 2_000 },
    (_, i) => `MAYOR,${i % 4 === 0 ? 'P2' : 'P1'},${i % 3 === 0 ? 'A' : 'B'}\n`,
  );
  writePackage(pack, tinyPackageWith({ 'ballots.csv': `contest,precinct,choice\n${ballots.join('')}` }));
  loaded = await run('load', pack);
});
afterAll(() => folder[Symbol.dispose]());

describe('load', () => {
  test('records a package in the data folder, says what it held, and exits with 0', () => {
    expect(loaded.out).toContain('1 contests, 2 candidates, 2000 ballots in 2 boxes');
    expect(loaded.err).toContain('precincts    3 of 3');
    expect(loaded.code).toBe(0);
  });

  test('exits with 1 when a row was refused, and lists it', async () => {
    const path = join(folder.path, 'faulty.zip');
    const contents = tinyPackageWith({
      'election.json': tinyPackage['election.json'].replace('tiny-2024', 'tiny-faulty'),
      'ballots.csv': `${tinyPackage['ballots.csv']}MAYOR,P7,A\n`,
    });
    writeFileSync(path, zipped(Object.entries(contents)));
    const { code, out } = await run('load', path);
    expect(code).toBe(1);
    expect(out).toMatch(/^ballots\.csv:7:precinct {2}UNKNOWN_PRECINCT/m);
  });

  test('makes no record of a package that is none', async () => {
    const nowhere = join(folder.path, 'nowhere');
    const ran = await runCli(nowhere, 'load', join(folder.path, 'no-such-package'));
    expect(ran.code).toBe(1);
    expect(complaint(ran)).toBe(`vote-record: There is no ${join(folder.path, 'no-such-package')}.`);
    expect(complaint(await runCli(nowhere, 'results', 'x'))).toContain(`There is no record in ${nowhere}`);
  });

  test('goes to a server with --url and a token, while results are read beside it', async () => {
    const server = await TestServer.start();
    try {
      const beside = (...args: string[]) => runCli(server.data, ...args);
      const { out: token } = await beside('token', '--role', 'central-commission', '--as', 'importer', '--ttl', '5m');
      const sent = await beside('load', pack, '--url', server.url, '--token', token.trim(), '--json');
      expect(sent.code).toBe(0);
      expect(JSON.parse(sent.out)).toMatchObject({ election: 'tiny-2024', taken: { ballots: 2_000 } });
      const { body } = await server.get('/elections/tiny-2024/results');
      const results = await beside('results', 'tiny-2024', '--json');
      expect(JSON.parse(results.out)).toMatchObject({ digest: body.digest, contests: body.contests });
      const refused = await beside('load', pack);
      expect(refused.code).toBe(1);
      expect(complaint(refused)).toContain('another process is writing this record');
    } finally {
      await server.stop();
    }
  });
});

describe('results', () => {
  test('are printed by contest, with percentages of those who took part', async () => {
    const { code, out } = await run('results', 'tiny-2024', '--level', 'precinct');
    expect(code).toBe(0);
    expect(out).toMatch(/2 of 2 precincts counted; in boxes 2,000, invalid 0, took part 2,000/);
    expect(out).toMatch(/A +Asel +667 +33\.35$/m);
    expect(out).toMatch(/B +Bolat, Birlik +1,333 +66\.65 +leads$/m);
    expect(out).toMatch(/precinct P1 +1 of 1 +1,500/);
  });

  test('as of an earlier position are those of then', async () => {
    const early = JSON.parse((await run('results', 'tiny-2024', '--at', '10', '--json')).out);
    expect(early).toMatchObject({ election: 'tiny-2024', position: 10 });
    expect(early.contests[0].areas[0].figures.ballotsInBoxes).toBeNull();
  });
});

describe('replay', () => {
  test('tells what happened in order, in words or as stored', async () => {
    const words = (await run('replay', 'tiny-2024', '--to', '3')).out.trimEnd().split('\n');
    expect(words.map((line) => line.trim().split(/\s+/)[0])).toEqual(['0', '1', '2', '3']);
    expect(words[0]).toContain('election tiny-2024 called: A tiny election, vote on 2024-05-05, rules plurality');
    const stored = (
      await run('replay', '--type', 'BallotBoxClosed', '--stream', 'ballotbox-tiny-2024/MAYOR/P1', '--json')
    ).out;
    expect(JSON.parse(stored)).toMatchObject({
      revision: 1_501,
      type: 'BallotBoxClosed',
      version: 1,
      data: { ballots: 1_500 },
    });
  });

  test('ends quietly when whoever reads it has left', async () => {
    const child = startCli(data, 'replay', '--json');
    let err = '';
    child.stderr!.on('data', (chunk) => (err += chunk));
    child.stdout!.once('data', () => child.stdout!.destroy());
    const [code] = (await once(child, 'close')) as [number | null];
    expect({ code, err }).toEqual({ code: 0, err: '' });
  });
});

test('rebuild folds the whole record again and finds what the snapshot held', async () => {
  const { code, out } = await run('rebuild', '--json');
  expect(code).toBe(0);
  const rebuilt = JSON.parse(out);
  expect(rebuilt.same).toBe(true);
  const { digest } = JSON.parse((await run('results', 'tiny-2024', '--json')).out);
  expect(rebuilt.digests['tiny-2024'].results).toBe(digest);
});

test('the catalogue holds every version of every event', async () => {
  const { out } = await run('catalogue');
  expect(Object.keys(JSON.parse(out).contest.BallotTextApproved)).toEqual(['1', '2']);
});

describe('what is not understood', () => {
  test.each<[string[], number, RegExp]>([
    [['frobnicate'], 2, /unknown command/],
    [['load'], 2, /missing required argument/],
    [['load', 'x', '--url', 'http://localhost:1'], 2, /--url and --token go together/],
    [['results', 'tiny-2024', '--at', '-1'], 2, /whole number/],
    [['results', 'tiny-2024', '--at', '99999999'], 1, /The record ends at position \d+/],
    [['results', 'nobody'], 1, /no election nobody; it holds tiny-2024/],
    [['results', 'tiny-2024', '--contest', 'X'], 1, /has no contest X/],
    [['results', 'tiny-2024', '--area', 'X'], 1, /voted on in X/],
    [['replay', '--type', 'Coup'], 2, /Allowed choices/],
    [['replay', '--stream', 'nonsense'], 1, /no name of a stream/],
    [['token', '--role', 'king'], 2, /Allowed choices/],
    [['token', '--role', 'observer', '--ttl', 'long'], 2, /number with s, m, h or d/],
    [['token', '--role', 'observer', '--as', 'a b'], 1, /no official id/],
  ])('%j is told in a line', async (args, code, words) => {
    const ran = await run(...args);
    expect(ran.code).toBe(code);
    expect(complaint(ran)).toMatch(words);
    expect(ran.out).toBe('');
  });
});
