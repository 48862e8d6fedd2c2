import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { members } from '../support/server-election.ts';
import { TestServer } from '../support/server.ts';

let server: TestServer;
const evidence = 'e'.repeat(64);
const contest = '/elections/e/contests/c';
const early = '2021-06-10T10:00:00+06:00';

/** An election under the law of 2021, with a contest in one village of one precinct. */
beforeAll(async () => {
  server = await TestServer.start();
  await called('e', '2021-07-25');
  await callContest('e', 'c');
});
afterAll(() => server.stop());

async function called(id: string, votingDay: string): Promise<void> {
  const election = { name: { en: 'Akims' }, votingDay, ruleSet: 'kz-akim-2021', timeZone: 'Asia/Almaty' };
  await server.record('/elections', { ...election, id, at: '2021-05-20T10:00:00+06:00' });
  const area = (code: string, level: string, parent: string | null) =>
    server.record(`/elections/${id}/areas`, { code, level, parent, name: { en: code } });
  await area('kz', 'country', null);
  await area('district', 'district', 'kz');
  await area('village', 'locality', 'district');
  await server.record(`/elections/${id}/areas/district/commission`, { members });
  await server.record(`/elections/${id}/precincts`, { code: 'p', area: 'village', name: 'School', votersOnRoll: 90 });
}

async function callContest(election: string, code: string, repeats: object | null = null): Promise<void> {
  const body = { code, area: 'village', name: { en: 'Akim' }, againstAll: true, repeats, at: early };
  await server.record(`/elections/${election}/contests`, body);
}

async function stands(code: string, at = early, of = contest): Promise<void> {
  const name = `Candidate ${code}`;
  await server.record(`${of}/candidates`, { code, name, nominatedBy: 'party', party: 'Auyl', at });
  await server.record(`${of}/candidates/${code}/eligibility`, { eligible: true, at });
}

const refused = (path: string, body: object, headers?: Record<string, string>) => server.post(path, body, headers);

describe('a contest over HTTP', () => {
  test('lets a refused candidate appeal, and registers the one whose appeal is granted', async () => {
    await stands('a');
    await stands('b');
    await server.record(`${contest}/candidates/a/registration`, { at: early });
    const ground = { ground: 'NOMINATION_RULES_OR_DOCUMENTS', reason: 'A paper is missing' };
    await server.record(`${contest}/candidates/b/refusal`, { ...ground, at: '2021-07-12T10:00:00+06:00' });
    const appeal = { reason: 'It is not', evidence };
    const late = await refused(`${contest}/candidates/b/appeal`, { ...appeal, at: '2021-07-16T00:00:00+06:00' });
    expect(late).toMatchObject({ status: 409, body: { code: 'APPEAL_CLOSED', article: 'ch. 13-1' } });
    await server.record(`${contest}/candidates/b/appeal`, { ...appeal, at: '2021-07-15T23:59:59+06:00' });
    const granted = { granted: true, reason: 'The paper is there', at: '2021-07-19T10:00:00+06:00' };
    const decided = await server.record(`${contest}/candidates/b/appeal-decision`, granted);
    expect(decided.body.events).toEqual(['AppealDecided', 'CandidateRegistered']);

    const { body } = await server.get(contest);
    expect(body.candidates[1]).toMatchObject({
      status: 'registered',
      refusal: ground,
      appeals: [{ ...appeal, decision: { granted: true } }],
    });
    const deadlines = '/elections/e/deadlines?contest=c&on=2021-07-20T00:00:00Z';
    const lateOnes = (await server.get(`${deadlines}&status=late`)).body.deadlines;
    expect(lateOnes).toMatchObject([
      {
        code: 'c/appeal-decision/b',
        candidate: 'b',
        due: { local: '2021-07-18T24:00:00', utc: '2021-07-18T18:00:00.000Z' },
        done: { at: granted.at, late: true },
        words: { en: 'Decision on an appeal' },
      },
    ]);
  });

  test('is put off when too few are left, and is voted on its own day', async () => {
    await server.record(`${contest}/ballot-text`, { at: '2021-07-19T11:00:00+06:00' });
    const at = '2021-07-20T10:00:00+06:00';
    const prolongation = { votingDay: '2021-08-08', reason: 'One is left', at };
    expect(await refused(`${contest}/prolongation`, prolongation)).toMatchObject({
      status: 409,
      body: { code: 'ENOUGH_REGISTERED' },
    });
    await server.record(`${contest}/candidates/b/revocation`, { reason: 'By congress', at });
    expect(await refused(`${contest}/prolongation`, { ...prolongation, votingDay: '2021-08-10' })).toMatchObject({
      status: 422,
      body: { code: 'PROLONGED_OUT_OF_TIME', field: '/votingDay' },
    });
    await server.record(`${contest}/prolongation`, prolongation);
    expect((await server.get(contest)).body).toMatchObject({
      status: 'nomination',
      ballot: null,
      votingDay: '2021-08-08',
    });
    await stands('d', '2021-07-22T10:00:00+06:00');
    await server.record(`${contest}/candidates/d/registration`, { at: '2021-07-23T10:00:00+06:00' });
    await server.record(`${contest}/ballot-text`, { at: '2021-08-01T10:00:00+06:00' });
    await server.record(`${contest}/ballot-boxes`, { precinct: 'p' });

    const open = { contest: 'c', at: '2021-08-08T07:00:00+06:00' };
    const opening = '/elections/e/precincts/p/opening';
    expect(await refused(opening, { at: open.at })).toMatchObject({ body: { code: 'OUTSIDE_VOTING_HOURS' } });
    expect(await refused(opening, { ...open, contest: 'x' })).toMatchObject({
      status: 404,
      body: { code: 'CONTEST_UNKNOWN', field: '/contest' },
    });
    await server.record(opening, open);
    const turnout = { hour: 10, ballotsIssued: 12, contest: 'c', at: '2021-08-08T10:00:00+06:00' };
    await server.record('/elections/e/precincts/p/turnout', turnout);
    await server.record('/elections/e/precincts/p/closing', { contest: 'c', at: '2021-08-08T20:00:00+06:00' });
  });

  test('is void when two people say so, and leads to a repeat in another election', async () => {
    const proposal = { reason: 'Wrong ballots', evidence, at: '2021-08-09T10:00:00+06:00' };
    await server.record(`${contest}/invalidation-proposal`, proposal);
    const second = { at: '2021-08-09T11:00:00+06:00' };
    expect(await refused(`${contest}/invalidation`, second)).toMatchObject({
      status: 403,
      body: { code: 'SAME_PERSON', article: 'art. 20' },
    });
    const authorization = `Bearer ${await server.token('central-commission', 'another')}`;
    await server.record(`${contest}/invalidation`, second, { authorization });
    expect((await server.get('/elections/e/contests?status=invalidated')).body.contests).toHaveLength(1);
    expect((await server.get('/elections/e/contests?status=tie')).body.contests).toEqual([]);

    const repeat = { votingDay: '2021-09-05', heldIn: 'again', at: '2021-08-10T10:00:00+06:00' };
    await server.record(`${contest}/repeat`, repeat);
    expect((await server.get(contest)).body).toMatchObject({
      status: 'repeat-called',
      repeat: { of: 'election', votingDay: '2021-09-05', heldIn: 'again' },
    });
    await called('again', '2021-09-05');
    await callContest('again', 'r', { election: 'e', contest: 'c' });
    expect((await server.get('/elections/again/contests/r')).body).toMatchObject({
      repeats: { election: 'e', contest: 'c', candidates: null },
    });
    const strange = { code: 's', area: 'village', name: { en: 'Akim' }, againstAll: true, at: early };
    const nothing = { ...strange, repeats: { election: 'e', contest: 'x' } };
    expect(await refused('/elections/again/contests', nothing)).toMatchObject({
      status: 422,
      body: { code: 'NO_REPEAT_CALLED', field: '/repeats' },
    });
  });

  test('is published, and its akim registered, once its result is certified', async () => {
    expect(await refused(`${contest}/publication`, { where: 'The gazette' })).toMatchObject({
      status: 409,
      body: { code: 'REPEAT_CALLED' },
    });
    await server.record('/elections', {
      id: 'plain',
      name: { en: 'Plain' },
      votingDay: '2021-07-25',
      ruleSet: 'plurality',
      timeZone: 'Asia/Almaty',
      minimumBallotBatch: 1,
    });
    await server.record('/elections/plain/areas', { code: 'v', level: 'locality', parent: null, name: { en: 'V' } });
    await server.record('/elections/plain/areas/v/commission', { members: members.slice(0, 1) });
    await server.record('/elections/plain/precincts', { code: 'p', area: 'v', name: 'School', votersOnRoll: 9 });
    const head = { code: 'h', area: 'v', name: { en: 'Head' }, againstAll: false };
    await server.record('/elections/plain/contests', head);
    const of = '/elections/plain/contests/h';
    await server.record(`${of}/candidates`, { code: 'a', name: 'A', nominatedBy: 'self' });
    await server.record(`${of}/candidates/a/registration`);
    await server.record(`${of}/ballot-text`);
    await server.record(`${of}/ballot-boxes`, { precinct: 'p' });
    const batch = { batch: '00000000-0000-4000-8000-000000000001', choices: ['a'], last: true };
    await server.record(`${of}/ballot-boxes/p/ballots`, batch);
    await server.record(`${of}/tabulation`);
    const { position } = (await server.get(of)).body.tabulation;
    const member = await server.token('territorial-commission', members[0]!.official, { area: 'v' });
    const voice = { authorization: `Bearer ${member}` };
    expect((await server.record(`${of}/approvals`, { position }, voice)).body.events).toContain('ResultCertified');
    expect(await refused(`${of}/akim`, { candidate: 'b' })).toMatchObject({
      status: 422,
      body: { code: 'NOT_THE_WINNER', field: '/candidate' },
    });
    await server.record(`${of}/publication`, { where: 'The gazette' });
    await server.record(`${of}/akim`, { candidate: 'a' });
    expect((await server.get(of)).body).toMatchObject({
      status: 'certified',
      published: { where: 'The gazette' },
      akimRegistered: { candidate: 'a' },
      certificates: [{ winner: 'a' }],
    });
  });
});

describe('the deadlines over HTTP', () => {
  test('are listed page by page, under one digest', async () => {
    const first = await server.get('/elections/e/deadlines?limit=4');
    expect(first.body.deadlines).toHaveLength(4);
    const second = await server.get(`/elections/e/deadlines?limit=1000&after=${first.body.next}`);
    expect(second.body.next).toBeNull();
    expect(second.body.digest).toBe(first.body.digest);
    const all = (await server.get('/elections/e/deadlines')).body.deadlines;
    expect([...first.body.deadlines, ...second.body.deadlines]).toEqual(all);
  });

  test('are looked at now, unless another moment is named', async () => {
    const { body } = await server.get('/elections/e/deadlines');
    expect(Date.now() - Date.parse(body.on)).toBeGreaterThanOrEqual(0);
    expect((await server.get('/elections/again/deadlines?status=due')).body.deadlines).toEqual([]);
    const then = await server.get('/elections/again/deadlines?status=due&on=2021-07-01T00:00:00Z');
    expect(then.body.deadlines).toHaveLength(5);
    expect(await server.get('/elections/e/deadlines?on=yesterday')).toMatchObject({
      status: 400,
      body: { code: 'INVALID_REQUEST', field: '/on' },
    });
  });

  test('are sent again when only time has changed a status', async () => {
    const path = '/elections/again/deadlines?contest=r&on=';
    const etag = (await server.get(`${path}2021-06-01T00:00:00Z`)).headers.get('etag')!;
    const held = { 'if-none-match': etag };
    expect((await server.get(`${path}2021-06-02T00:00:00Z`, held)).status).toBe(304);
    expect((await server.get(`${path}2031-06-01T00:00:00Z`, held)).status).toBe(200);
  });

  test('of an election that is not known are none', async () => {
    expect(await server.get('/elections/x/deadlines')).toMatchObject({ status: 404 });
  });
});
