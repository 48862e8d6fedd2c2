import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callElection, members, openPolls } from '../support/server-election.ts';
import { TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
});
afterAll(() => server.stop());

describe('an election over HTTP', () => {
  test('goes from the call to the certificate, and every figure is there to be read', async () => {
    await callElection(server);
    await openPolls(server);
    const box = '/elections/e/contests/c/ballot-boxes';
    const boxes = { p1: ['a', 'a', 'b', 'against-all'], p2: ['a', 'b', 'invalid:unsigned'] };
    for (const [precinct, choices] of Object.entries(boxes)) {
      await server.record(`/elections/e/precincts/${precinct}/turnout`, { hour: 12, ballotsIssued: choices.length });
      await server.record(`/elections/e/precincts/${precinct}/closing`);
      const recorded = await server.record(`${box}/${precinct}/ballots`, { batch: randomUUID(), choices });
      expect(recorded.body.events).toEqual(['BallotCast']);
      await server.record(`${box}/${precinct}/closing`);
    }
    const tabulated = await server.record('/elections/e/contests/c/tabulation');
    const contest = await server.get('/elections/e/contests/c');
    const { position } = contest.body.tabulation;
    const stranger = await server.post('/elections/e/contests/c/approvals', { position });
    expect(stranger).toMatchObject({ status: 403, body: { code: 'NOT_A_MEMBER', article: 'art. 20' } });
    for (const { official } of members.slice(0, 2)) {
      const token = await server.token('territorial-commission', official, { area: 'village' });
      const voice = await server.record(
        '/elections/e/contests/c/approvals',
        { position },
        { authorization: `Bearer ${token}` },
      );
      expect(voice.body.revision).toBeGreaterThan(tabulated.body.revision);
    }

    const certified = await server.get('/elections/e/contests/c');
    expect(certified.body).toMatchObject({ status: 'certified', certified: { winner: 'a', votes: 3 } });
    const results = await server.get('/elections/e/results?contest=c&area=village');
    expect(results.body.contests[0].areas[0]).toMatchObject({
      votes: { a: 3, b: 2 },
      figures: { ballotsInBoxes: 7, ballotsInvalid: 1, ballotsValid: 6, votesAgainstAll: 1 },
    });
    const turnout = await server.get('/elections/e/turnout?area=village');
    expect(turnout.body.areas[0].hours).toEqual([{ hour: 12, reported: 2, ballotsIssued: 7, votersOnRoll: 200 }]);
    const progress = await server.get('/elections/e/progress?level=country');
    expect(progress.body.areas[0]).toMatchObject({ ballots: 7, boxes: { sealed: 2, closed: 2 } });
    const candidates = await server.get('/elections/e/contests/c/candidates');
    expect(candidates.body.candidates.map(({ code }: { code: string }) => code)).toEqual(['a', 'b']);
    expect((await server.get('/elections/e')).body).toMatchObject({ id: 'e', ruleSet: 'plurality' });
    expect((await server.get('/elections/e/areas/village')).body).toMatchObject({
      commission: { members: 3, majority: 2 },
    });
    expect((await server.get('/elections/e/precincts/p1')).body).toMatchObject({ status: 'closed', votersOnRoll: 100 });
  });
});
