import { generateKeyPairSync } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestServer } from '../support/server.ts';
import { membersOf, precinctMember, territorial, Village, type Who } from '../support/village.ts';

let server: TestServer;
let village: Village;
const region: Who = ['r.member1', 'territorial-commission', 'r'];
const judge: Who = ['r.member2', 'territorial-commission', 'r'];

beforeAll(async () => {
  server = await TestServer.start();
  village = new Village(server, 1);
  await village.call();
});
afterAll(() => server.stop());

const refused = async (who: Who, path: string, body: object) => {
  const reply = await village.ask(who, path, body);
  return { status: reply.status, code: reply.body.code };
};
/** A new Ed25519 public key, as the record has them. */
const newKey = () =>
  generateKeyPairSync('ed25519').publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('base64');

describe.each([
  ['a territorial commission', '/elections/akim/areas/d/commission', territorial],
  ['a precinct commission', '/elections/akim/precincts/p1/commission', (n: number) => precinctMember('p1', n)],
] as const)('%s', (_, commission, member) => {
  test('enrols a key of a member by two of its members, one of them the holder, and revokes it by two', async () => {
    const [official, role, area] = member(2);
    const key = { official, key: newKey() };
    await village.act(member(2), `${commission}/key-proposals`, key);
    expect(await refused(member(2), `${commission}/keys`, key)).toEqual({ status: 403, code: 'SAME_PERSON' });
    expect(await refused(region, `${commission}/keys`, key)).toMatchObject({ status: 403 });
    expect(await refused(['stranger', role, area], `${commission}/keys`, key)).toEqual({
      status: 403,
      code: 'NOT_A_MEMBER',
    });
    const other = { official, key: newKey() };
    expect(await refused(member(1), `${commission}/keys`, other)).toEqual({ status: 409, code: 'NOT_PROPOSED' });
    expect((await village.act(member(1), `${commission}/keys`, key)).body.events).toEqual(['MemberKeyConfirmed']);

    await village.act(member(1), `${commission}/key-revocation-proposals`, { ...key, reason: 'The card was lost' });
    expect(await refused(member(1), `${commission}/key-revocations`, key)).toEqual({
      status: 403,
      code: 'SAME_PERSON',
    });
    await village.act(member(3), `${commission}/key-revocations`, key);
    expect(await refused(member(2), `${commission}/key-proposals`, key)).toEqual({ status: 409, code: 'KEY_SPENT' });
  });

  test('of which a key is no key, or one that anybody signs for, is told so', async () => {
    const [official] = member(2);
    const proposals = `${commission}/key-proposals`;
    expect(await refused(member(2), proposals, { official, key: 'abc' })).toEqual({
      status: 400,
      code: 'INVALID_REQUEST',
    });
    const weak = Buffer.alloc(32).toString('base64');
    expect(await refused(member(2), proposals, { official, key: weak })).toEqual({ status: 422, code: 'KEY_WEAK' });
  });
});

describe('a commission that is composed anew', () => {
  const commission = '/elections/akim/precincts/p1/commission';
  const members = [
    ...membersOf('p1', 5).filter(({ official }) => official !== 'p1.member3'),
    { official: 'p1.new', name: 'The new one', office: 'member' },
  ];

  test('takes two people, and no administrator alone', async () => {
    expect(await refused(region, commission, { members })).toEqual({ status: 409, code: 'COMPOSITION_TAKES_TWO' });
    const central = await server.post(commission, { members });
    expect(central).toMatchObject({ status: 409, body: { code: 'COMPOSITION_TAKES_TWO' } });
    await village.act(region, `${commission}/proposal`, { members });
    expect(await refused(region, `${commission}/confirmation`, { members })).toEqual({
      status: 403,
      code: 'SAME_PERSON',
    });
    const mine: Who = precinctMember('p1', 1);
    expect(await refused(mine, `${commission}/confirmation`, { members })).toEqual({
      status: 403,
      code: 'ROLE_NOT_ENTITLED',
    });
    const otherwise = { members: members.slice(0, 3) };
    expect(await refused(judge, `${commission}/confirmation`, otherwise)).toEqual({
      status: 409,
      code: 'NOT_PROPOSED',
    });
    const { body } = await village.act(judge, `${commission}/confirmation`, { members });
    expect(body.events).toEqual(['CommissionComposed']);
  });
});
