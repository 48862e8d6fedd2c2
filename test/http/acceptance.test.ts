import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestServer } from '../support/server.ts';
import { contest, figuresOf, precinctMember, sha256, territorial, type Votes, Village } from '../support/village.ts';

/**
 * East Kazakhstan, March 2023: a candidate held certified copies of all 15 protocols, 2,150 : 2,083 in her favour, and
 * lost officially by 33 votes. Here the same cannot be hidden.
 */
const copies: readonly Votes[] = [
  ...Array.from({ length: 14 }, (): Votes => ({ a: 143, b: 139 })),
  { a: 2_150 - 14 * 143, b: 2_083 - 14 * 139 },
];
/** In two precincts 50 votes went from her to him on the way to the record. */
const moved: Readonly<Record<number, number>> = { 3: 30, 11: 20 };
const official = copies.map(({ a, b }, i): Votes => ({ a: a - (moved[i] ?? 0), b: b + (moved[i] ?? 0) }));

let server: TestServer;
let village: Village;
beforeAll(async () => {
  server = await TestServer.start();
  village = new Village(server, copies.length);
  await village.call();
  for (const [i, precinct] of village.precincts.entries()) {
    await village.vote(precinct);
    await village.count(precinct, official[i]!);
    await village.write(precinct, official[i]!);
  }
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
    for (const [i, precinct] of village.precincts.entries()) {
      const { body } = await village.submitCopy(precinct, copies[i]!);
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
    const correction = {
      correction: 'recount-by-order',
      reason: 'The certified copy says something else.',
      evidence: sha256,
    };
    const own = village.protocol('p4');
    await village.act(territorial(1), `${own}/corrections`, { ...correction, at: '2021-07-26T12:00:00+06:00' });
    const confirmation = `${own}/corrections/recount-by-order/confirmation`;
    const bySame = await village.ask(territorial(1), confirmation, { at: '2021-07-26T12:10:00+06:00' });
    expect(bySame.body.code).toBe('CONFIRMED_BY_THE_SAME');
    await village.act(territorial(2), confirmation, { at: '2021-07-26T12:10:00+06:00' });
    const entry = { figures: figuresOf(copies[3]!), votes: copies[3]!, at: '2021-07-26T15:00:00+06:00' };
    await village.act(precinctMember('p4', 2), `${own}/entries`, entry);
    const { body } = await village.act(precinctMember('p4', 3), `${own}/entries`, entry);
    expect(body.events).toContain('RecountCompleted');
    expect(body.events).not.toContain('ObserverCopyDiffered');
    for (const member of [1, 2, 3]) {
      await village.act(precinctMember('p4', member), `${own}/signatures`, { at: '2021-07-26T15:30:00+06:00' });
    }
    await village.act(precinctMember('p4', 1), `${own}/posting`, {
      place: 'At the door',
      at: '2021-07-26T15:40:00+06:00',
    });

    const explanation = {
      kind: 'observer-copy',
      subject: 'k-p12',
      explanation: 'A recount before witnesses found the protocol right.',
    };
    await village.act(precinctMember('p12', 1), `${village.protocol('p12')}/explanations`, {
      ...explanation,
      at: '2021-07-26T16:00:00+06:00',
    });

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
