import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestServer } from '../support/server.ts';
import { confirmRecount, copies, explain, orderRecount, recount, submitCopy, vote } from '../support/stolen-votes.ts';
import { contest, type Votes, Village } from '../support/village.ts';

/** What happened to the votes of East Kazakhstan in March 2023 cannot be hidden here. */
let server: TestServer;
let village: Village;
beforeAll(async () => {
  server = await TestServer.start();
  village = new Village(server, copies.length);
  await village.call();
  for (const precinct of village.precincts) await vote(village, precinct);
});
afterAll(() => server.stop());

const sum = (all: readonly Votes[], line: keyof Votes) => all.reduce((total, votes) => total + votes[line], 0);

describe('a total that differs from the certified copies', () => {
  test('is the official one, and by the protocols alone nothing is amiss', async () => {
    const { body } = await village.current(`/elections/akim/results?contest=v&area=v`);
    expect(body.contests[0].areas[0].votes).toEqual({ a: 2_100, b: 2_133 });
    expect(body.contests[0].areas[0].precincts).toMatchObject({ expected: 15, counted: 15, flagged: 0 });
  });

  test('is told at once, by precinct and field with both figures, when the copies come in', async () => {
    expect([sum(copies, 'a'), sum(copies, 'b')]).toEqual([2_150, 2_083]);
    const differed: string[] = [];
    for (const precinct of village.precincts) {
      const { body } = await submitCopy(village, precinct);
      if (body.events.includes('ObserverCopyDiffered')) differed.push(precinct);
    }
    expect(differed).toEqual(['p4', 'p12']);
    const events = await server.events('protocol-akim/v/p4');
    expect(events.at(-1)).toMatchObject({
      type: 'ObserverCopyDiffered',
      data: {
        copy: 'k-p4',
        differences: [
          { field: '/votes/a', copy: 143, record: 113 },
          { field: '/votes/b', copy: 139, record: 169 },
        ],
      },
    });
  });

  test('stands beside the total by the copies in the view of the contest', async () => {
    const { body } = await village.current(`${contest}/observer-copies`);
    expect(body).toMatchObject({ precincts: { withCopies: 15, expected: 15, differing: 2 } });
    expect(body.lines).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ line: 'a', official: 2_100, byCopies: 2_150 }),
        expect.objectContaining({ line: 'b', official: 2_133, byCopies: 2_083 }),
      ]),
    );
  });

  test('is not certified before it is explained', async () => {
    const refused = await village.certify();
    expect(refused.status).toBe(409);
    expect(refused.body).toMatchObject({ code: 'COPIES_UNEXPLAINED' });
    expect(refused.body.detail).toContain('p12, p4');
    const { body } = await village.current(contest);
    expect(body.certified).toBeNull();
  });

  test('turns when one precinct is recounted by order, and the other explained', async () => {
    await orderRecount(village);
    expect((await confirmRecount(village, 1)).body.code).toBe('CONFIRMED_BY_THE_SAME');
    expect((await confirmRecount(village, 2)).status).toBe(201);
    const { body } = await recount(village);
    expect(body.events).toContain('RecountCompleted');
    expect(body.events).not.toContain('ObserverCopyDiffered');
    await explain(village);
    const certified = await village.certify();
    expect(certified.status).toBe(201);
    const after = await village.current(contest);
    expect(after.body.certified).toMatchObject({ winner: 'a', votes: 2_130 });
  });

  test('stays to be seen as it was before', async () => {
    const { body: before } = await village.current(`${village.protocol('p4')}`);
    expect(before.corrections[0]).toMatchObject({
      proposedBy: 'd.member1',
      confirmedBy: 'd.member2',
      before: { votes: { a: 113, b: 169 } },
      after: { votes: { a: 143, b: 139 } },
    });
  });
});
