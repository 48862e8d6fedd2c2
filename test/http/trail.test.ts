import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callElection, openPolls } from '../support/server-election.ts';
import { TestServer } from '../support/server.ts';

let server: TestServer;
const batch = '3f2c8a52-6a52-4f5e-9f0a-0c6f6f6f6f6f';
beforeAll(async () => {
  server = await TestServer.start();
  await callElection(server);
  await openPolls(server);
  const box = '/elections/e/contests/c/ballot-boxes/p1';
  await server.record(`${box}/ballots`, { batch, choices: ['a', 'b', 'a', 'invalid:unsigned', 'against-all'] });
  await server.record(`${box}/closing`, { reason: 'All ballots are read.' });
});
afterAll(() => server.stop());

interface Row {
  readonly position: number;
  readonly lastPosition: number;
  readonly type: string;
  readonly stream: string;
}

async function all(query: string): Promise<Row[]> {
  const rows: Row[] = [];
  for (let after = ''; ;) {
    const { status, body } = await server.get(`/elections/e/trail?${query}${after}`);
    if (status !== 200) throw new Error(JSON.stringify(body));
    rows.push(...body.rows);
    if (body.next === null) return rows;
    after = `&after=${encodeURIComponent(body.next)}`;
  }
}

describe('the trail of acts', () => {
  test('holds every event once, in order, by pages of any size, ballots of a batch as one row', async () => {
    const whole = await all('limit=1000');
    for (const limit of [1, 2, 7]) expect(await all(`limit=${limit}`)).toEqual(whole);
    let next = 0;
    for (const { position, lastPosition } of whole) {
      expect(position).toBe(next);
      next = lastPosition + 1;
    }
    expect(next).toBe((await server.head()) + 1);
  });

  test('tells of ballots how many, and neither their ids nor their choices', async () => {
    const rows = await all('type=BallotCast');
    expect(rows).toMatchObject([{ ballots: 5, id: null, data: { batch }, stream: 'ballotbox-e/c/p1' }]);
    expect(JSON.stringify(rows)).not.toMatch(/against-all|unsigned/);
  });

  test('says who did it, in what role, when and why', async () => {
    const [row] = await all('type=BallotBoxClosed');
    expect(row).toMatchObject({
      actor: 'clerk',
      role: 'central-commission',
      reason: 'All ballots are read.',
      at: expect.any(String),
      recordedAt: expect.any(String),
      ballots: null,
      data: { ballots: 5 },
    });
  });

  test('is narrowed by stream, contest, precinct, actor and role', async () => {
    const streams = async (query: string) => [...new Set((await all(query)).map(({ stream }) => stream))];
    expect(await streams('stream=contest-e/c')).toEqual(['contest-e/c']);
    expect(await streams('contest=c&precinct=p1')).toEqual(['ballotbox-e/c/p1']);
    expect(await streams('precinct=p2')).toEqual(['precinct-e/p2', 'ballotbox-e/c/p2']);
    expect(await all('actor=nobody')).toEqual([]);
    expect(await all('role=observer')).toEqual([]);
  });

  test('ends at the position asked about, and begins after any', async () => {
    const positions = async (query: string) => (await all(query)).map(({ position }) => position);
    expect(await positions('at=4')).toEqual([0, 1, 2, 3, 4]);
    expect(await positions('at=4&after=2')).toEqual([3, 4]);
  });

  test('has nothing behind what is not recorded yet, and takes no other token than a position', async () => {
    expect(await all('after=999999')).toEqual([]);
    expect((await server.get('/elections/e/trail?after=2@1')).status).toBe(400);
  });

  test('of no such election is unknown', async () => {
    expect(await server.get('/elections/x/trail')).toMatchObject({ status: 404, body: { code: 'UNKNOWN_RESOURCE' } });
  });
});
