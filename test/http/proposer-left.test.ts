import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestServer } from '../support/server.ts';
import { at, contest, membersOf, precinctMember, sha256, territorial, Village, type Who } from '../support/village.ts';

const votes = { a: 60, b: 40 };
const reason = 'Ballots were found in the cellar.';
const region = (member: number): Who => [`r.member${member}`, 'territorial-commission', 'r'];
const district = '/elections/akim/areas/d/commission';
const precinct = '/elections/akim/precincts/p1/commission';
const left = { status: 409, body: { code: 'PROPOSER_LEFT', article: 'art. 20' } };
let server: TestServer;
let village: Village;
/** How many have been replaced: each newcomer is another person. */
let replaced = 0;

beforeAll(async () => {
  server = await TestServer.start();
  village = new Village(server, 1);
  await village.call();
  await village.vote('p1');
  await village.count('p1', votes);
  await village.write('p1', votes);
});
afterAll(() => server.stop());

/** The village's commissions as composed first, but for one person. */
function without(member: Who): { members: object[] } {
  const [official, , body] = member;
  const newcomer = { official: `${body}.newcomer${++replaced}`, name: 'Newcomer', office: 'member' };
  const all = membersOf(body, body === 'd' ? 7 : 5);
  return { members: [...all.filter((each) => each.official !== official), newcomer] };
}

async function leaves(member: Who): Promise<void> {
  const commission = member[2] === 'd' ? district : precinct;
  const members = without(member);
  await village.act(region(1), `${commission}/proposal`, members);
  await village.act(region(2), `${commission}/confirmation`, members);
}

const protocol = `${contest}/protocols/p1`;
const proposeCorrection = (who: Who, correction: string) =>
  village.act(who, `${protocol}/corrections`, { correction, reason, evidence: sha256, at: at('23:45') });
const confirmCorrection = (who: Who, correction: string) =>
  village.ask(who, `${protocol}/corrections/${correction}/confirmation`, { at: at('23:50') });

describe('what somebody proposed who has left their commission since is confirmed by nobody', () => {
  test('a recount by the precinct', async () => {
    await proposeCorrection(precinctMember('p1', 2), 'recount-by-precinct');
    await leaves(precinctMember('p1', 2));
    expect(await confirmCorrection(precinctMember('p1', 3), 'recount-by-precinct')).toMatchObject(left);
  });

  test('a recount, by another commission than theirs', async () => {
    await proposeCorrection(territorial(3), 'recount-by-order');
    await leaves(territorial(3));
    expect(await confirmCorrection(region(1), 'recount-by-order')).toMatchObject(left);
  });

  test('a composition of another commission', async () => {
    const members = without(precinctMember('p1', 4));
    await village.act(territorial(4), `${precinct}/proposal`, members);
    await leaves(territorial(4));
    expect(await village.ask(region(1), `${precinct}/confirmation`, members)).toMatchObject(left);
  });

  test('that a contest is void, until one who sits there proposes it', async () => {
    const propose = (who: Who) =>
      village.act(who, `${contest}/invalidation-proposal`, { reason, evidence: sha256, at: at('23:45') });
    const confirm = (who: Who) => village.ask(who, `${contest}/invalidation`, { at: at('23:50') });
    await propose(territorial(2));
    await leaves(territorial(2));
    expect(await confirm(territorial(5))).toMatchObject(left);
    await propose(territorial(6));
    expect(await confirm(territorial(5))).toMatchObject({ status: 201, body: { events: ['ContestInvalidated'] } });
  });
});

test('who has no seat in the record has none to lose: what they proposed is confirmed, whoever else leaves', async () => {
  await proposeCorrection(region(1), 'recount-by-order');
  await leaves(territorial(7));
  expect(await confirmCorrection(territorial(6), 'recount-by-order')).toMatchObject({
    status: 201,
    body: { events: ['RecountOrdered'] },
  });
});
