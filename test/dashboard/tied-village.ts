import { randomUUID } from 'node:crypto';
import type { TestServer } from '../support/server.ts';
import { callElection, election, members, openPolls } from '../support/server-election.ts';
import {
  at,
  contest,
  figuresOf,
  precinctMember,
  region,
  sha256,
  territorial,
  type Village,
  type Who,
} from '../support/village.ts';

/** SHA-256 of the act about the mobile box, and of the complaints. */
export const boxAct = 'b'.repeat(64);
export const complaint = 'c'.repeat(64);

/** What was said of each candidate who did not come onto the hamlet's ballot at once. */
export const said = {
  unfit: 'Born on 1 March 2000: younger than 25.',
  dismissed: 'The birth certificate says the same.',
  unsigned: 'Of 20 signatures 14 are of one hand.',
  granted: 'An expert found 20 hands.',
  undeclared: 'The declaration of income is not there.',
  complaint: 'The refusal rests on nothing.',
  unasked: 'Two voters had no request.',
  bribed: 'Sacks of flour were handed out; judgment 2-114.',
};

const hamlet = '/elections/akim/contests/h';

/** A hamlet beside the village, whose commission refuses three candidates and cancels a fourth. */
export async function refuse(village: Village): Promise<void> {
  const place = { code: 'h', level: 'locality', parent: 'd', name: { en: 'Hamlet' } };
  await village.act(region, '/elections/akim/areas', place);
  const called = { code: 'h', area: 'h', name: { en: 'Akim of the hamlet' }, againstAll: true };
  await village.act(territorial(1), '/elections/akim/contests', { ...called, at: '2021-06-02T10:00:00+06:00' });
  const nominations = [
    ['c', { nominatedBy: 'party', party: 'Party c' }, false],
    ['d', { nominatedBy: 'self' }, true],
    ['e', { nominatedBy: 'party', party: 'Party e' }, true],
    ['f', { nominatedBy: 'party', party: 'Party f' }, true],
  ] as const;
  for (const [code, by, eligible] of nominations) {
    const nomination = { code, name: `Candidate ${code}`, ...by, at: july(5, '10:00') };
    await village.act(territorial(1), `${hamlet}/candidates`, nomination);
    await decide(village, code, 'eligibility', { eligible, at: july(6, '10:00') });
  }
  await decide(village, 'd', 'signatures', { valid: 6, votersInConstituency: 800, at: july(7, '09:00') });
  await decide(village, 'f', 'registration', { at: july(7, '10:00') });
  const refusals = [
    ['c', 'ELIGIBILITY_MISMATCH', said.unfit],
    ['d', 'NOMINATION_RULES_OR_DOCUMENTS', said.unsigned],
    ['e', 'FALSE_ASSET_DECLARATION', said.undeclared],
  ] as const;
  for (const [code, ground, reason] of refusals) {
    await decide(village, code, 'refusal', { ground, reason, at: july(7, '11:00') });
    await decide(village, code, 'appeal', { reason: said.complaint, evidence: complaint, at: july(8, '10:00') });
  }
  const dismissal = { granted: false, reason: said.dismissed, at: july(10, '10:00') };
  await decide(village, 'c', 'appeal-decision', dismissal, region);
  const late = { granted: true, reason: said.granted, at: july(14, '10:00') };
  await decide(village, 'd', 'appeal-decision', late, region);
  const bribery = { ground: 'BRIBERY_FOUND_BY_COURT', reason: said.bribed, at: july(15, '10:00') };
  await decide(village, 'f', 'cancellation', bribery);
}

const july = (day: number, hour: string) => `2021-07-${String(day).padStart(2, '0')}T${hour}:00+06:00`;

function decide(village: Village, candidate: string, act: string, body: object, who: Who = territorial(1)) {
  return village.act(who, `${hamlet}/candidates/${candidate}/${act}`, body);
}

/** Both candidates of the village get as many votes; a mobile box of the second precinct holds too many ballots. */
export async function vote(village: Village): Promise<void> {
  for (const precinct of village.precincts) await village.vote(precinct);
  await village.count('p1', { a: 110, b: 90 });
  await village.write('p1', { a: 110, b: 90 });
  const own = village.protocol('p2');
  const by = precinctMember('p2', 2);
  const votes = { a: 90, b: 110 };
  await village.act(by, `${own}/signatures-count`, { ballotsIssued: 207, at: at('20:20') });
  await village.act(by, `${own}/unused-ballots`, { ballotsUnused: 197, ballotsSpoiled: 0, at: at('20:40') });
  await village.act(by, `${own}/mobile-boxes`, { box: 'm1', requests: 4, ballots: 4, at: at('20:50') });
  await village.act(by, `${own}/mobile-boxes`, { box: 'm2', requests: 3, ballots: 5, act: boxAct, at: at('20:55') });
  await village.act(by, `${own}/stationary-boxes`, { box: 's1', ballots: 196, at: at('21:00') });
  const figures = {
    ...figuresOf(votes),
    ballotsIssued: 207,
    ballotsIssuedOutside: 7,
    ballotsUnused: 197,
    ballotsInMobileBoxes: 9,
    ballotsInBoxes: 205,
    ballotsInvalid: 5,
  };
  for (const member of [2, 3]) {
    await village.act(precinctMember('p2', member), `${own}/entries`, { figures, votes, at: at('23:00') });
  }
  for (const member of [1, 2, 3]) {
    await village.act(precinctMember('p2', member), `${own}/signatures`, { at: at('23:30') });
  }
  await village.act(precinctMember('p2', 1), `${own}/posting`, { place: 'At the door', at: at('23:40') });
  const explanation = { kind: 'C6', subject: 'm2', explanation: said.unasked, evidence: sha256 };
  await village.act(precinctMember('p2', 1), `${own}/explanations`, { ...explanation, at: july(26, '12:00') });
}

/** The tie declared, and the election that is to be held anew. */
export async function declareTie(village: Village): Promise<void> {
  const { status, body } = await village.certify();
  if (status !== 201) throw new Error(JSON.stringify(body));
  await village.act(territorial(1), `${contest}/repeat`, { votingDay: '2021-08-22', at: july(28, '10:00') });
}

/** Where the rules have a tie voted again: two level candidates, and the contest in which only they stand. */
export async function repeatVoting(server: TestServer): Promise<void> {
  await callElection(server);
  await openPolls(server);
  const own = '/elections/e/contests/c';
  for (const precinct of ['p1', 'p2']) {
    await server.record(`/elections/e/precincts/${precinct}/closing`);
    const choices = precinct === 'p1' ? ['a', 'a', 'b'] : ['b', 'b', 'a', 'against-all'];
    await server.record(`${own}/ballot-boxes/${precinct}/ballots`, { batch: randomUUID(), choices });
    await server.record(`${own}/ballot-boxes/${precinct}/closing`);
  }
  const on = july(27, '10:00');
  await server.record(`${own}/tabulation`, { at: on });
  const { position } = (await server.get(own)).body.tabulation;
  for (const { official } of members.slice(0, 2)) {
    const authorization = `Bearer ${await server.token('territorial-commission', official, { area: 'village' })}`;
    await server.record(`${own}/approvals`, { position, at: on }, { authorization });
  }
  await server.record(`${own}/repeat`, { votingDay: '2021-08-22', heldIn: 'again', at: on });
  await server.record('/elections', {
    ...election,
    id: 'again',
    name: { en: 'Repeat voting' },
    votingDay: '2021-08-22',
  });
  const village = { code: 'village', level: 'locality', parent: null, name: { en: 'Village' } };
  await server.record('/elections/again/areas', village);
  const seat = { code: 'r', area: 'village', name: { en: 'Head, again' }, againstAll: true };
  await server.record('/elections/again/contests', { ...seat, repeats: { election: 'e', contest: 'c' } });
}
