import { expect } from '@jest/globals';
import type { RecordedEvent } from '../../src/event-store/port.ts';
import type { Role } from '../../src/access/role.ts';
import type { TestServer } from './server.ts';
import { figures, votes } from './sound-paper.ts';

/** The protocols of the one contest of {@link holdKzElection}. */
export const protocols = '/elections/kz/contests/akim/protocols';

const people = (prefix: string) =>
  ['chair', 'secretary', 'member'].map((office) => ({
    official: `${prefix}.${office}`,
    name: `The ${office} of ${prefix}`,
    office,
  }));

/**
 * The election of one rural akim under the rules of 2021 until the polls of these precincts have closed: candidates `a`
 * and `b`, 500 voters a precinct, and in each a commission `<precinct>.chair`, `.secretary` and `.member`.
 */
export async function holdKzElection(server: TestServer, ...precincts: readonly string[]): Promise<void> {
  const early = { at: '2021-06-10T10:00:00+06:00' };
  await server.record('/elections', {
    id: 'kz',
    name: { en: 'Elections of rural akims' },
    votingDay: '2021-07-25',
    ruleSet: 'kz-akim-2021',
    timeZone: 'Asia/Almaty',
    ...early,
  });
  const areas = [
    ['kz', 'country', null],
    ['63', 'region', 'kz'],
    ['6328', 'district', '63'],
    ['bobrovka', 'locality', '6328'],
    ['elsewhere', 'locality', '6328'],
  ] as const;
  for (const [code, level, parent] of areas) {
    await server.record('/elections/kz/areas', { code, level, parent, name: { en: code } });
  }
  await server.record('/elections/kz/areas/6328/commission', { members: people('district') });
  const contest = { code: 'akim', area: 'bobrovka', name: { en: 'Akim' }, againstAll: true, ...early };
  await server.record('/elections/kz/contests', contest);
  for (const code of ['a', 'b']) {
    const nominated = { code, name: `Candidate ${code}`, nominatedBy: 'party', party: 'Ауыл', ...early };
    await server.record('/elections/kz/contests/akim/candidates', nominated);
    const candidate = `/elections/kz/contests/akim/candidates/${code}`;
    await server.record(`${candidate}/eligibility`, { eligible: true, ...early });
    await server.record(`${candidate}/registration`, early);
  }
  await server.record('/elections/kz/contests/akim/ballot-text', { at: '2021-07-16T10:00:00+06:00' });
  for (const code of precincts) {
    await server.record('/elections/kz/precincts', { code, area: 'bobrovka', name: 'School', votersOnRoll: 500 });
    await server.record(`/elections/kz/precincts/${code}/commission`, { members: people(code) });
    await server.record(`/elections/kz/precincts/${code}/opening`, { at: '2021-07-25T07:00:00+06:00' });
    await server.record(`/elections/kz/precincts/${code}/closing`, { at: '2021-07-25T20:00:00+06:00' });
  }
}

/** What the paper of a precinct says that counted without a fault. */
export const paper = { figures, votes };

/** When the acts of these tests are done, unless a test says otherwise. */
export const night = { at: '2021-07-25T22:00:00+06:00' };

/** The same paper with other figures on it. */
export const changed = (otherwise: object, otherVotes: object = paper.votes) => ({
  figures: { ...paper.figures, ...otherwise },
  votes: otherVotes,
});

/** The count of a precinct, up to the paper. */
export async function countPrecinct(server: TestServer, precinct: string): Promise<void> {
  const at = `${protocols}/${precinct}`;
  await server.record(`${at}/signatures-count`, { ballotsIssued: 402, ...night });
  await server.record(`${at}/unused-ballots`, { ballotsUnused: 93, ballotsSpoiled: 5, ...night });
  await server.record(`${at}/mobile-boxes`, { box: 'mobile-1', requests: 12, ballots: 12, ...night });
  await server.record(`${at}/stationary-boxes`, { box: 'hall-1', ballots: 390, ...night });
}

/** The headers of somebody, of the central commission unless said otherwise. */
export async function as(
  server: TestServer,
  official: string,
  role: Role = 'central-commission',
  area?: string,
): Promise<{ authorization: string }> {
  return { authorization: `Bearer ${await server.token(role, official, area === undefined ? {} : { area })}` };
}

/** The paper of a counted precinct, read by two people. */
export async function readPaper(server: TestServer, precinct: string, body: object = paper): Promise<void> {
  for (const clerk of ['clerk-1', 'clerk-2']) {
    await server.record(`${protocols}/${precinct}/entries`, { ...body, ...night }, await as(server, clerk));
  }
}

/** Asks for acts on protocols of that election, as somebody of the central commission. */
export function desk(server: TestServer) {
  return {
    /** The events recorded for an act that must be. */
    async act(path: string, body: object = {}, official = 'clerk-1'): Promise<string[]> {
      const reply = await server.record(`${protocols}/${path}`, { ...night, ...body }, await as(server, official));
      return reply.body.events;
    },
    /** What the problem says that answers an act. */
    async refused(path: string, body: object = {}, official = 'clerk-1') {
      const reply = await server.post(`${protocols}/${path}`, { ...night, ...body }, await as(server, official));
      const { code, article, field, status } = reply.body;
      const type = expect.stringContaining('application/problem+json');
      expect([reply.headers.get('content-type'), status]).toEqual([type, reply.status]);
      return { status, code, ...(article && { article }), ...(field && { field }) };
    },
    /** The events of a precinct's protocol, of this type alone when one is given. */
    async recorded(precinct: string, type?: string): Promise<RecordedEvent[]> {
      const events = await server.events(`protocol-kz/akim/${precinct}`);
      return events.filter((event) => !type || event.type === type);
    },
  };
}
