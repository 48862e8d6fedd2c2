import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { Checkpoints } from '../../src/commands/checkpoints.ts';
import { TestServer } from '../support/server.ts';
import { failingChecks } from '../support/verified-export.ts';
import { at, figuresOf, membersOf, precinctMember, Village, type Who } from '../support/village.ts';

const votes = { a: 60, b: 40 };
const region = (member: number): Who => [`r.member${member}`, 'territorial-commission', 'r'];
let server: TestServer;
let village: Village;

/** One precinct's protocol is signed by three of its five members, the other's by two: a majority, and none. */
beforeAll(async () => {
  server = await TestServer.start();
  village = new Village(server, 2);
  await village.call();
  await village.voteAndCount(votes);
  await village.write('p1', votes);
  const own = village.protocol('p2');
  const entry = { figures: figuresOf(votes), votes, at: at('23:00') };
  for (const member of [2, 3]) await village.act(precinctMember('p2', member), `${own}/entries`, entry);
  for (const member of [1, 2]) {
    await village.act(precinctMember('p2', member), `${own}/signatures`, { at: at('23:30') });
  }
  await village.act(precinctMember('p2', 1), `${own}/posting`, { place: 'At the door', at: at('23:40') });
});
afterAll(() => server.stop());

async function composeAnew(precinct: string, size: number): Promise<void> {
  const commission = `/elections/akim/precincts/${precinct}/commission`;
  const members = { members: membersOf(precinct, size) };
  await village.act(region(1), `${commission}/proposal`, members);
  await village.act(region(2), `${commission}/confirmation`, members);
}

async function signedBy(precinct: string) {
  const { body } = await village.current(village.protocol(precinct));
  const { holds, left, right } = body.relations.find(({ kind }: { kind: string }) => kind === 'C11');
  const { body: examined } = await village.act(
    precinctMember(precinct, 1),
    `${village.protocol(precinct)}/examination`,
    {
      at: at('23:50'),
    },
  );
  return { holds, left, right, flaggedAnew: examined.events };
}

test('a posted protocol is held against the commission that posted it, not against a larger or smaller one', async () => {
  const signed = { holds: true, left: 6, right: 5, flaggedAnew: [] };
  const unsigned = { holds: false, left: 4, right: 5, flaggedAnew: [] };
  expect([await signedBy('p1'), await signedBy('p2')]).toEqual([signed, unsigned]);
  await composeAnew('p1', 9);
  await composeAnew('p2', 3);
  expect([await signedBy('p1'), await signedBy('p2')]).toEqual([signed, unsigned]);

  expect(await village.certify()).toMatchObject({ status: 409, body: { code: 'DISCREPANCIES_UNEXPLAINED' } });
  await village.act(precinctMember('p2', 1), `${village.protocol('p2')}/explanations`, {
    kind: 'C11',
    explanation: 'Three of five had left for the night.',
    at: at('23:55'),
  });
  expect(await village.certify()).toMatchObject({
    status: 201,
    body: { events: ['ResultApproved', 'ResultCertified'] },
  });
});

test('nobody who joined since makes up for the signatures that a posted protocol lacks', async () => {
  const own = village.protocol('p2');
  // Seven sit there now: member 4, who had left, was among the five that posted it, and member 6 was not.
  await composeAnew('p2', 7);
  expect(await village.ask(precinctMember('p2', 6), `${own}/signatures`, { at: at('23:58') })).toMatchObject({
    status: 409,
    body: { code: 'JOINED_AFTER_POSTING', article: 'art. 43' },
  });
  expect(await signedBy('p2')).toMatchObject({ holds: false, left: 4, right: 5 });
  await village.act(precinctMember('p2', 4), `${own}/signatures`, { at: at('23:58') });
  expect(await signedBy('p2')).toMatchObject({ holds: true, left: 6, right: 5 });
});

test('whoever verifies an export of that record comes to the same', async () => {
  await server.app.get(Checkpoints).current(await server.head());
  const response = await fetch(`${server.url}/elections/akim/export.zip`);
  expect(await failingChecks(server, Buffer.from(await response.arrayBuffer()))).toEqual([]);
});
