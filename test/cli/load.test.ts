import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { LoadStopped } from '../../src/cli/load/recording.ts';
import { loadPackage } from '../../src/cli/load/report.ts';
import { UnusablePackage } from '../../src/cli/package/fault.ts';
import { requestsOverHttp } from '../../src/cli/requests-over-http.ts';
import type { Answer, Requests } from '../../src/cli/requests.ts';
import { terminalKept } from '../support/cli.ts';
import { TestServer } from '../support/server.ts';
import {
  type PackageContents,
  temporaryFolder,
  tinyPackage,
  tinyPackageWith,
  writePackage,
} from '../support/tiny-package.ts';

let server: TestServer;
let requests: Requests;
beforeAll(async () => {
  server = await TestServer.start();
  requests = requestsOverHttp(server.url, await server.token('central-commission', 'importer'));
});
afterAll(() => server.stop());

interface Outcome {
  readonly good: boolean;
  readonly out: string;
  readonly err: string;
}

async function load(contents: PackageContents, way: Requests = requests, json = false): Promise<Outcome> {
  using folder = temporaryFolder();
  const path = writePackage(join(folder.path, 'package'), contents);
  const { terminal, out, err } = terminalKept();
  const good = await loadPackage(
    path,
    async () => ({ requests: way, clerks: [], close: async () => undefined }),
    terminal,
    json,
  );
  return { good, out: out(), err: err() };
}

/** The tiny package as another election, so that tests do not meet. */
function named(id: string, changes: Record<string, string | undefined> = {}): PackageContents {
  const election = changes['election.json'] ?? tinyPackage['election.json'];
  return tinyPackageWith({ ...changes, 'election.json': election.replace('tiny-2024', id) });
}

async function rowOf(election: string, area: string) {
  await server.get('/health/ready');
  const { body } = await server.get(`/elections/${election}/results?area=${area}`);
  return body.contests[0].areas[0];
}

/** Lets requests through, but for what `answer` says instead of one. Counts the commands. */
function troubled(answer: (command: number, send: () => Promise<Answer>) => Promise<Answer>): Requests {
  let commands = 0;
  return {
    send(method, path, body, headers) {
      const send = () => requests.send(method, path, body, headers);
      return method === 'GET' ? send() : answer(commands++, send);
    },
  };
}

const broken: Answer = { status: 500, body: { code: 'INTERNAL_ERROR', detail: 'Out of order.' } };

describe('loading a package', () => {
  test('records its election, candidates and ballots, and says so', async () => {
    const { good, out, err } = await load(named('whole'));
    expect(good).toBe(true);
    expect(out).toContain('whole: 3 areas, 3 precincts, 1 contests, 2 candidates, 5 ballots in 2 boxes');
    expect(err).toContain('precincts    3 of 3');
    expect(await rowOf('whole', 'TOWN')).toMatchObject({
      precincts: { expected: 2, counted: 2 },
      figures: { ballotsInBoxes: 5, ballotsInvalid: 1, ballotsValid: 4, votesAgainstAll: 1 },
      votes: { A: 2, B: 1 },
    });
    expect((await server.get('/elections/whole/contests/MAYOR')).body.ballot).toEqual(['B', 'A', 'against-all']);
  });

  test('a second time records nothing', async () => {
    await load(named('twice'));
    const head = await server.head();
    const { good, out } = await load(named('twice'));
    expect(good).toBe(true);
    expect(out).toContain(`everything was recorded before; position ${head}`);
    expect(await server.head()).toBe(head);
  });

  test('goes on after a refused row, and lists each with its place, also as JSON', async () => {
    const changes = {
      'precincts.csv': `${tinyPackage['precincts.csv']}P1,TOWN,Again,1\n`,
      'ballots.csv': `${tinyPackage['ballots.csv']}MAYOR,P2,nobody\nMAYOR,P9,A\n`,
    };
    const { good, out } = await load(named('faulty', changes));
    expect(good).toBe(false);
    expect(out).toContain('precincts.csv:5:code  DUPLICATE');
    expect(out).toContain('ballots.csv:7:choice  UNKNOWN_CHOICE');
    expect(out).toContain('3 refused');
    expect((await rowOf('faulty', 'TOWN')).figures.ballotsInBoxes).toBe(5);
    const json = JSON.parse((await load(named('faulty', changes), requests, true)).out);
    expect(json.refused).toContainEqual({
      file: 'ballots.csv',
      line: 8,
      column: 'precinct',
      code: 'PRECINCT_ELSEWHERE',
      reason: 'Precinct P9 does not vote in this contest.',
    });
    expect(json).toMatchObject({ election: 'faulty', taken: { ballots: 5, boxes: 2 } });
  });

  test('says which column the record refused, and why, in the record’s own words', async () => {
    await server.record('/elections', {
      id: 'taken',
      name: { en: 'x' },
      votingDay: '2024-05-05',
      ruleSet: 'plurality',
      timeZone: 'UTC',
    });
    const { good, out } = await load(named('taken'));
    expect(good).toBe(false);
    expect(out).toContain('election.json:1:/id  ELECTION_CALLED');
  });

  test('with a faulty set-up records nothing at all', async () => {
    const head = await server.head();
    const areas = tinyPackage['areas.csv'].replace('TOWN,LAND', 'TOWN,MOON');
    await expect(load(named('faulty-areas', { 'areas.csv': areas }))).rejects.toThrow(UnusablePackage);
    expect(await server.head()).toBe(head);
  });

  test('takes a protocol with the row it was read from, and lists each that is none', async () => {
    const columns = 'contest,precinct,voters_on_roll,ballots_received,ballots_issued,ballots_issued_outside,';
    const more = 'ballots_issued_absentee,ballots_unused,ballots_spoiled,ballots_in_mobile_boxes,';
    const last = 'ballots_in_boxes,ballots_invalid,ballots_valid,votes_against_all';
    const papers = {
      'protocols.csv': `${columns}${more}${last}\nMAYOR,P1,,,,,,,,,3,0,3,\nMAYOR,P9,,,,,,,,,1,0,1,\n`,
      'votes.csv': 'contest,precinct,candidate,votes\nMAYOR,P1,A,2\nMAYOR,P1,B,1\n',
    };
    const { good, out } = await load(named('papers', papers));
    expect(good).toBe(false);
    expect(out).toContain(', 1 protocols');
    expect(out).toMatch(/^protocols\.csv:3:precinct /m);
    const [entered, accepted] = await server.events('protocol-papers/MAYOR/P1');
    expect(entered!.data).toMatchObject({ imported: { file: expect.stringMatching(/^[0-9a-f]{64}$/), line: 2 } });
    expect(accepted!.type).toBe('ProtocolAccepted');
    const row = await rowOf('papers', 'P1');
    expect(row).toMatchObject({ basis: 'protocols', figures: { ballotsValid: 3 }, votes: { A: 2, B: 1 } });
  });

  test('stops at a token that the record does not take, instead of refusing every row', async () => {
    await expect(load(named('no-token'), requestsOverHttp(server.url, 'nonsense'))).rejects.toThrow(
      /401 TOKEN_INVALID/,
    );
  });
});

describe('a load that is interrupted', () => {
  const cuts = [0, 2, 8, 12, 13, 15];
  test.each(cuts)('before command %i goes on when it is run again', async (cut) => {
    const contents = named(`cut-before-${cut}`);
    const cutting = troubled((command, send) => (command >= cut ? Promise.resolve(broken) : send()));
    await expect(load(contents, cutting)).rejects.toThrow(LoadStopped);
    expect((await load(contents)).good).toBe(true);
    expect(await rowOf(`cut-before-${cut}`, 'TOWN')).toMatchObject({
      figures: { ballotsInBoxes: 5 },
      votes: { A: 2, B: 1 },
    });
  });

  test.each(cuts)('after command %i was recorded but not answered records it once', async (cut) => {
    const contents = named(`cut-after-${cut}`);
    const cutting = troubled(async (command, send) => {
      const answer = await send();
      return command >= cut ? broken : answer;
    });
    await expect(load(contents, cutting)).rejects.toThrow(LoadStopped);
    expect((await load(contents)).good).toBe(true);
    expect(await rowOf(`cut-after-${cut}`, 'TOWN')).toMatchObject({
      figures: { ballotsInBoxes: 5 },
      votes: { A: 2, B: 1 },
    });
  });

  test('only for a moment is not noticed: what had no answer is sent again, and recorded once', async () => {
    const lost = new Set([3, 9, 13]);
    const passing = troubled(async (command, send) => {
      const answer = await send();
      if (lost.has(command)) throw new TypeError('fetch failed');
      return answer;
    });
    expect((await load(named('passing'), passing)).good).toBe(true);
    expect((await rowOf('passing', 'TOWN')).figures.ballotsInBoxes).toBe(5);
  });
});

test('a box that one package has filled takes no ballots of a corrected one', async () => {
  await load(named('corrected'));
  const more = `${tinyPackage['ballots.csv']}MAYOR,P1,B\n`;
  const { good, out } = await load(named('corrected', { 'ballots.csv': more }));
  expect(good).toBe(false);
  expect(out.match(/ballots\.csv:\d+ {2}BALLOT_BOX_SEALED/g)).toHaveLength(2);
  expect((await rowOf('corrected', 'TOWN')).figures.ballotsInBoxes).toBe(5);
});

test('rows that were not touched by a correction are recognised', async () => {
  await load(named('grown', { 'ballots.csv': undefined }));
  const contests = `${tinyPackage['contests.csv']}MAYOR2,FARM,Mayor of the farm,,,false\n`;
  const candidates = `${tinyPackage['candidates.csv']}MAYOR2,C,Cem,self,,\n`;
  const { good, out } = await load(named('grown', { 'contests.csv': contests, 'candidates.csv': candidates }));
  expect(good).toBe(true);
  expect(out).toContain('2 contests, 3 candidates, 5 ballots in 2 boxes');
});

test('under the rules for rural akims acts are dated by the calendar, and what is presumed is said', async () => {
  const { good, out } = await load(
    named('akim', {
      'election.json': tinyPackage['election.json']
        .replace('plurality', 'kz-akim-2026')
        .replace('2024-05-05', '2026-07-19'),
      'candidates.csv':
        'contest,code,name,nominated_by,party,ballot_order\nMAYOR,A,Қанат,self,,\nMAYOR,B,Камила,party,Birlik,\n',
    }),
  );
  expect(out).toContain('presumed: Acts are dated at the last moment');
  expect(out).toContain('presumed: Self-nominated candidates are taken to have brought the fewest signatures');
  expect(out).toContain('5 ballots in 2 boxes');
  expect(good).toBe(true);
  const { body: contest } = await server.get('/elections/akim/contests/MAYOR');
  expect(contest.ballot).toEqual(['B', 'A', 'against-all']);
  expect(contest.candidates[0]).toMatchObject({
    nominatedAt: '2026-06-24T18:00:00+05:00',
    signatures: { valid: 1, votersInConstituency: 100 },
  });
  const [, opened, closed] = await server.events('precinct-akim/P1');
  expect(opened).toMatchObject({ type: 'PollsOpened', data: { at: '2026-07-19T07:00:00+05:00' } });
  expect(closed).toMatchObject({ type: 'PollsClosed', data: { at: '2026-07-19T20:00:00+05:00' } });
});
