import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestServer } from '../support/server.ts';
import { contest, figuresOf, precinctMember, sha256, territorial, Village } from '../support/village.ts';

/** Three precincts: one in order, one with a faulty paper that is explained, one recounted after a differing copy. */
let server: TestServer;
let village: Village;
/** Positions at which the third precinct's paper stood as first read, and at which a recount of it was under way. */
let before: number;
let during: number;
beforeAll(async () => {
  server = await TestServer.start();
  village = new Village(server, 3);
  await village.call();
  await village.voteAndCount({ a: 100, b: 80 });
  await village.write('p1', { a: 100, b: 80 });
  const faulty = { figures: { ...figuresOf({ a: 100, b: 80 }), ballotsInvalid: 5 }, votes: { a: 100, b: 80 } };
  for (const member of [2, 3]) {
    const entry = { ...faulty, at: '2021-07-25T23:00:00+06:00' };
    await village.act(precinctMember('p2', member), `${village.protocol('p2')}/entries`, entry);
  }
  await village.write('p3', { a: 60, b: 120 });
  await village.submitCopy('p1', { a: 100, b: 80 });
  await village.submitCopy('p3', { a: 110, b: 70 });
  before = await server.head();
  const own = `${village.protocol('p3')}/corrections`;
  const at = '2021-07-26T12:00:00+06:00';
  const correction = { correction: 'recount-by-order', reason: 'The copy differs.', evidence: sha256, at };
  await village.act(territorial(1), own, correction);
  await village.act(territorial(2), `${own}/recount-by-order/confirmation`, { at });
  during = await server.head();
  for (const member of [2, 3]) {
    const votes = { a: 110, b: 70 };
    const entry = { figures: figuresOf(votes), votes, at: '2021-07-26T15:00:00+06:00' };
    await village.act(precinctMember('p3', member), `${village.protocol('p3')}/entries`, entry);
  }
});
afterAll(() => server.stop());

const codes = (rows: readonly { precinct: string }[]) => rows.map(({ precinct }) => precinct);

describe('protocols', () => {
  test('are listed by precinct, with what is amiss and the copies of each', async () => {
    const { body } = await village.current(`${contest}/protocols`);
    expect(body.protocols).toMatchObject([
      {
        precinct: 'p1',
        stage: 'accepted',
        round: 0,
        discrepancies: { open: 0 },
        copies: { submitted: 1, differing: 0 },
      },
      { precinct: 'p2', stage: 'accepted', discrepancies: { open: 1 }, copies: { submitted: 0 } },
      { precinct: 'p3', stage: 'accepted', round: 1, discrepancies: { open: 0, resolved: 1 } },
    ]);
    const flagged = await village.current(`${contest}/protocols?flagged=true&area=v`);
    expect(codes(flagged.body.protocols)).toEqual(['p2']);
    expect(codes((await village.current(`${contest}/protocols?flagged=false&limit=1`)).body.protocols)).toEqual(['p1']);
    expect((await server.get(`${contest}/protocols?flagged=perhaps`)).status).toBe(400);
  });

  test('show every reading, relation, signature, copy and correction', async () => {
    const { body } = await village.current(village.protocol('p3'));
    expect(body).toMatchObject({
      stage: 'accepted',
      signaturesCounted: { ballotsIssued: 180 },
      stationaryBoxes: [{ box: 's1', ballots: 180 }],
      accepted: { round: 1, votes: { a: 110, b: 70 } },
      observerCopies: [{ copy: 'k-p3', differences: null, differed: true }],
      corrections: [{ before: { votes: { a: 60 } }, after: { votes: { a: 110 } } }],
    });
    expect(body.entries.map(({ round, official }: { round: number; official: string }) => [round, official])).toEqual([
      [0, 'p3.member2'],
      [0, 'p3.member3'],
      [1, 'p3.member2'],
      [1, 'p3.member3'],
    ]);
    const relations = new Map(body.relations.map((each: { kind: string }) => [each.kind, each]));
    expect(relations.get('C2')).toMatchObject({ holds: true, left: 180, right: 180, severity: 'error' });
    expect(relations.get('C11')).toMatchObject({ holds: 'not-applicable' }); // not posted yet
    expect(relations.get('C14')).toMatchObject({ holds: 'not-applicable' });
    const first = await server.get(`${village.protocol('p3')}?at=${before}`);
    expect(first.body).toMatchObject({ accepted: { votes: { a: 60 } }, signatures: [{}, {}, {}], corrections: [] });
    expect(first.body.observerCopies[0].differences).toContainEqual({ field: '/votes/a', copy: 110, record: 60 });
  });

  test('of no such contest or precinct are unknown', async () => {
    for (const path of ['/elections/akim/contests/x/protocols', village.protocol('p9')]) {
      expect(await server.get(path)).toMatchObject({ status: 404, body: { code: 'UNKNOWN_RESOURCE' } });
    }
  });
});

describe('results', () => {
  const row = async (at: number) =>
    (await server.get(`/elections/akim/results?area=v&at=${at}`)).body.contests[0].areas[0];

  test('keep the old figures while a recount is under way, but count the precinct no more', async () => {
    const [then, meanwhile, after] = [await row(before), await row(during), await row(await server.head())];
    expect(then).toMatchObject({
      basis: 'protocols',
      precincts: { counted: 3, flagged: 1 },
      votes: { a: 260, b: 280 },
    });
    expect(meanwhile).toMatchObject({ precincts: { counted: 2 }, votes: { a: 260, b: 280 } });
    expect(after).toMatchObject({ precincts: { counted: 3 }, votes: { a: 310, b: 230 }, fromBallots: null });
    expect(after.fromProtocols.votes).toEqual(after.votes);
  });
});

describe('discrepancies', () => {
  test('are listed with both sides, and by kind, severity, status and place', async () => {
    const { body } = await village.current('/elections/akim/discrepancies');
    expect(body.discrepancies).toMatchObject([
      { contest: 'v', precinct: 'p2', kind: 'C2', severity: 'error', status: 'open', left: 180, right: 185 },
      { precinct: 'p3', kind: 'observer-copy', subject: 'k-p3', status: 'resolved' },
    ]);
    const count = async (which: string) =>
      (await village.current(`/elections/akim/discrepancies?${which}`)).body.discrepancies.length;
    expect(
      await Promise.all(['kind=C2', 'kind=C3', 'status=resolved', 'severity=warning', 'area=r'].map(count)),
    ).toEqual([1, 0, 1, 0, 2]);
    const page = await village.current('/elections/akim/discrepancies?limit=1');
    const next = await village.current(`/elections/akim/discrepancies?limit=1&after=${page.body.next}`);
    expect([page.body.next, next.body.discrepancies[0].precinct, next.body.next]).toEqual(['v,p2,C2,', 'p3', null]);
  });

  test('are counted up the tree of areas', async () => {
    const { body } = await village.current('/elections/akim/discrepancies/summary');
    const kinds = [
      { kind: 'C2', severity: 'error', open: 1, explained: 0, resolved: 0 },
      { kind: 'observer-copy', severity: 'error', open: 0, explained: 0, resolved: 1 },
    ];
    expect(body.areas).toEqual([
      { level: 'district', code: 'd', kinds },
      { level: 'region', code: 'r', kinds },
      { level: 'locality', code: 'v', kinds },
    ]);
  });
});

describe('observers’ copies', () => {
  test('are listed, and added up beside the official figures', async () => {
    const list = await server.get(`/elections/akim/observer-copies?differing=true&at=${before}`);
    expect(list.body.copies).toMatchObject([{ contest: 'v', precinct: 'p3', copy: 'k-p3' }]);
    expect((await village.current('/elections/akim/observer-copies?differing=true')).body.copies).toEqual([]);
    const { body } = await server.get(`${contest}/observer-copies?at=${before}`);
    expect(body.precincts).toEqual({ expected: 3, withCopies: 2, differing: 1 });
    expect(body.lines).toEqual([
      { line: 'a', official: 260, byCopies: 210, officialThere: 160 },
      { line: 'b', official: 280, byCopies: 150, officialThere: 200 },
      { line: 'against-all', official: 0, byCopies: 0, officialThere: 0 },
    ]);
  });
});

describe('the overview', () => {
  test('counts contests, precincts, turnout and what is amiss in each area', async () => {
    const { body } = await village.current('/elections/akim/overview');
    expect(body.areas.map(({ code }: { code: string }) => code)).toEqual(['d', 'r']);
    expect(body.areas[0]).toEqual({
      level: 'district',
      code: 'd',
      contests: { 'ballot-approved': 1 },
      precincts: { expected: 3, opened: 3, closed: 3 },
      counts: { expected: 3, counted: 3, flagged: 1, invalidated: 0, certified: 0 },
      turnout: { ballotsIssued: 540, votersOnRoll: 1_200 },
      winners: { self: 0, party: 0, akim: 0 },
      parties: [],
      discrepancies: { open: 1, explained: 0, resolved: 0 },
      copiesDiffering: 0,
    });
    const then = await server.get(`/elections/akim/overview?area=v&at=${before}`);
    expect(then.body.areas).toMatchObject([{ level: 'locality', copiesDiffering: 1 }]);
  });

  test('counts winners by who nominated them once the result is certified', async () => {
    const at = '2021-07-26T16:00:00+06:00';
    for (const kind of ['C2']) {
      const explanation = { kind, subject: '', explanation: 'Five spoilt ballots were counted twice.', at };
      await village.act(precinctMember('p2', 1), `${village.protocol('p2')}/explanations`, explanation);
    }
    expect(await village.certify()).toMatchObject({
      status: 409,
      body: { code: 'PROTOCOLS_NOT_POSTED', detail: expect.stringMatching(/2 precincts are not posted: p2, p3/) },
    });
    for (const precinct of ['p2', 'p3']) await village.signAndPost(precinct, at);
    expect((await village.certify()).status).toBe(201);
    const { body } = await village.current('/elections/akim/overview?level=region');
    expect(body.areas).toMatchObject([
      {
        contests: { certified: 1 },
        counts: { certified: 3, flagged: 0 },
        winners: { self: 0, party: 1, akim: 0 },
        parties: [{ party: 'Party a', winners: 1 }],
        discrepancies: { open: 0, explained: 1 },
      },
    ]);
  });
});
