import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestServer } from '../support/server.ts';
import { at, contest, figuresOf, precinctMember, territorial, Village, type Who } from '../support/village.ts';

const votes = { a: 60, b: 40 };
const entry = { figures: figuresOf(votes), votes, at: at('23:00') };
let server: TestServer;
let village: Village;
beforeAll(async () => {
  server = await TestServer.start();
  village = new Village(server, 2);
  await village.call();
  await village.voteAndCount(votes);
  await village.write('p1', votes);
});
afterAll(() => server.stop());

/** The same offices, other people. */
const newcomers = (body: string, size: number) => ({
  members: Array.from({ length: size }, (_, i) => ({
    official: `${body}.newcomer${i + 1}`,
    name: `Newcomer ${i + 1}`,
    office: i === 0 ? 'chair' : i === 1 ? 'secretary' : 'member',
  })),
});
const region = (member: number): Who => [`r.member${member}`, 'territorial-commission', 'r'];

async function composeAnew(commission: string, members: object): Promise<void> {
  await village.act(region(1), `${commission}/proposal`, members);
  await village.act(region(2), `${commission}/confirmation`, members);
}

describe('nobody acts twice', () => {
  const own = `${contest}/protocols/p2`;

  test('in one reading, not even in another role', async () => {
    await village.act(precinctMember('p2', 2), `${own}/entries`, entry);
    const ofRegion: Who = ['p2.member2', 'territorial-commission', 'r'];
    for (const again of [precinctMember('p2', 2), ofRegion]) {
      const reply = await village.ask(again, `${own}/entries`, entry);
      expect(reply).toMatchObject({ status: 403, body: { code: 'SECOND_ENTRY_BY_THE_SAME' } });
    }
    await village.act(precinctMember('p2', 3), `${own}/entries`, entry);
  });

  test('under one protocol', async () => {
    for (const member of [1, 2, 3]) {
      await village.act(precinctMember('p2', member), `${own}/signatures`, { at: at('23:30') });
      const again = await village.ask(precinctMember('p2', member), `${own}/signatures`, { at: at('23:31') });
      expect(again).toMatchObject({ status: 409, body: { code: 'SIGNED_ALREADY' } });
    }
    await village.act(precinctMember('p2', 1), `${own}/posting`, { place: 'At the door', at: at('23:40') });
  });
});

describe('whoever is replaced', () => {
  test('acts no more, and what they signed stays signed', async () => {
    await composeAnew('/elections/akim/precincts/p1/commission', newcomers('p1', 5));
    const copy = { copy: 'k1', to: 'observer', at: at('23:50') };
    expect(await village.ask(precinctMember('p1', 1), `${contest}/protocols/p1/copies`, copy)).toMatchObject({
      status: 403,
      body: { code: 'NOT_A_MEMBER' },
    });
    const { body } = await village.current(`${contest}/protocols/p1`);
    expect(body.signatures).toMatchObject([{ official: 'p1.member1', office: 'chair' }, {}, {}]);
    expect(body.relations).toContainEqual(expect.objectContaining({ kind: 'C11', holds: true }));
  });

  test('leaves a protocol that a result may be certified on, by as many as it takes, each once', async () => {
    const voice = async (member: number) => {
      const { body } = await village.current(contest);
      const said = { position: body.tabulation.position, at: '2021-07-27T12:00:00+06:00' };
      return village.ask(territorial(member), `${contest}/approvals`, said);
    };
    await village.act(territorial(1), `${contest}/tabulation`, { at: '2021-07-27T10:00:00+06:00' });
    for (const member of [1, 2, 3]) {
      expect(await voice(member)).toMatchObject({ status: 201, body: { events: ['ResultApproved'] } });
      expect(await voice(member)).toMatchObject({ status: 409, body: { code: 'APPROVED_ALREADY' } });
    }
    expect(await voice(4)).toMatchObject({ status: 201, body: { events: ['ResultApproved', 'ResultCertified'] } });
  });

  test('has certified what stays certified', async () => {
    const before = (await village.current(contest)).body;
    await composeAnew('/elections/akim/areas/d/commission', newcomers('d', 7));
    const voice = { position: before.tabulation.position, at: '2021-07-27T13:00:00+06:00' };
    const asNewcomer: Who = ['d.newcomer1', 'territorial-commission', 'd'];
    expect(await village.ask(asNewcomer, `${contest}/approvals`, voice)).toMatchObject({
      status: 409,
      body: { code: 'RESULT_CERTIFIED' },
    });
    const after = (await village.current(contest)).body;
    expect(after).toEqual({ ...before, position: after.position, digest: after.digest });
    expect(await village.ask(territorial(1), `${contest}/tabulation`)).toMatchObject({
      status: 403,
      body: { code: 'NOT_A_MEMBER' },
    });
  });
});
