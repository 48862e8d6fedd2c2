import { LocalIssuer } from '../../src/access/local-issuer.ts';
import { issuerKey } from '../../src/access/issuer-key.ts';
import type { Role } from '../../src/access/role.ts';
import type { Reply, TestServer } from './server.ts';

/** Who acts: an official id, a role, and the area or precinct that the role is for. */
export type Who = readonly [official: string, role: Role, area: string];

/** Votes of the two candidates that a paper states. */
export interface Votes {
  readonly a: number;
  readonly b: number;
}

const district = 'd';
export const village = 'v';
export const contest = '/elections/akim/contests/v';
export const territorial = (member: number): Who => [`d.member${member}`, 'territorial-commission', district];
export const precinctMember = (precinct: string, member: number): Who => [
  `${precinct}.member${member}`,
  'precinct-commission',
  precinct,
];
export const observer = (precinct: string): Who => [`observer.${precinct}`, 'observer', precinct];
export const region: Who = ['r.member1', 'territorial-commission', 'r'];
export const sha256 = 'a'.repeat(64);

/** A village that elects its akim under kz-akim-2021 on 25 July 2021: candidates a and b, and so many precincts. */
export class Village {
  readonly server: TestServer;
  readonly precincts: readonly string[];
  readonly #tokens = new Map<string, Promise<string>>();

  constructor(server: TestServer, precincts: number) {
    this.server = server;
    this.precincts = Array.from({ length: precincts }, (_, i) => `p${i + 1}`);
  }

  /** One person's act, whatever comes of it. */
  async ask([official, role, area]: Who, path: string, body: object = {}): Promise<Reply> {
    const key = `${official} ${role} ${area}`;
    const issuer = new LocalIssuer(issuerKey(this.server.data), 86_400);
    const known =
      this.#tokens.get(key) ?? issuer.issue({ official, role, area, ttl: 3_600 }).then(({ token }) => token);
    this.#tokens.set(key, known);
    return this.server.post(path, body, { authorization: `Bearer ${await known}` });
  }

  /** One person's act, which must be recorded. */
  async act(who: Who, path: string, body: object = {}): Promise<Reply> {
    const reply = await this.ask(who, path, body);
    if (reply.status !== 201) throw new Error(`${path}: ${JSON.stringify(reply.body)}`);
    return reply;
  }

  /** From the call to the approved ballot. */
  async call(): Promise<void> {
    const called = {
      id: 'akim',
      name: { en: 'Akim of the village' },
      votingDay: '2021-07-25',
      timeZone: 'Asia/Almaty',
    };
    await this.act(region, '/elections', { ...called, ruleSet: 'kz-akim-2021', at: '2021-06-01T10:00:00+06:00' });
    const area = (code: string, level: string, parent: string | null) =>
      this.act(region, '/elections/akim/areas', { code, level, parent, name: { en: `Area ${code}` } });
    await area('r', 'region', null);
    await area(district, 'district', 'r');
    await area(village, 'locality', district);
    await this.act(region, '/elections/akim/areas/d/commission', { members: membersOf('d', 7) });
    for (const code of this.precincts) {
      await this.act(region, '/elections/akim/precincts', {
        code,
        area: village,
        name: `School ${code}`,
        votersOnRoll: 400,
      });
      await this.act(region, `/elections/akim/precincts/${code}/commission`, { members: membersOf(code, 5) });
    }
    const seat = { code: village, area: village, name: { en: 'Akim' }, againstAll: true };
    await this.act(territorial(1), '/elections/akim/contests', { ...seat, at: '2021-06-02T10:00:00+06:00' });
    for (const code of ['a', 'b']) {
      const own = `${contest}/candidates/${code}`;
      const nomination = { code, name: `Candidate ${code}`, nominatedBy: 'party', party: `Party ${code}` };
      await this.act(territorial(1), `${contest}/candidates`, { ...nomination, at: '2021-07-05T10:00:00+06:00' });
      await this.act(territorial(1), `${own}/eligibility`, { eligible: true, at: '2021-07-06T10:00:00+06:00' });
      await this.act(territorial(1), `${own}/registration`, { at: '2021-07-07T10:00:00+06:00' });
    }
    await this.act(territorial(1), `${contest}/ballot-text`, { at: '2021-07-20T10:00:00+06:00' });
  }

  /** The voting day of one precinct, from its opening to its close. */
  async vote(precinct: string): Promise<void> {
    const own = `/elections/akim/precincts/${precinct}`;
    await this.act(precinctMember(precinct, 1), `${own}/opening`, { at: '2021-07-25T07:00:00+06:00' });
    await this.act(precinctMember(precinct, 1), `${own}/closing`, { at: '2021-07-25T20:00:00+06:00' });
  }

  /** The steps of the count before the protocol. */
  async count(precinct: string, votes: Votes): Promise<void> {
    const { ballotsIssued, ballotsUnused, ballotsSpoiled, ballotsInBoxes } = figuresOf(votes);
    const own = this.protocol(precinct);
    const by = precinctMember(precinct, 2);
    await this.act(by, `${own}/signatures-count`, { ballotsIssued, at: at('20:20') });
    await this.act(by, `${own}/unused-ballots`, { ballotsUnused, ballotsSpoiled, at: at('20:40') });
    await this.act(by, `${own}/stationary-boxes`, { box: 's1', ballots: ballotsInBoxes, at: at('21:00') });
  }

  /** Both, in every precinct. */
  async voteAndCount(votes: Votes): Promise<void> {
    for (const precinct of this.precincts) {
      await this.vote(precinct);
      await this.count(precinct, votes);
    }
  }

  /** The protocol read by two members, signed by three, and posted. */
  async write(precinct: string, votes: Votes): Promise<void> {
    const own = this.protocol(precinct);
    const entry = { figures: figuresOf(votes), votes, at: at('23:00') };
    await this.act(precinctMember(precinct, 2), `${own}/entries`, entry);
    await this.act(precinctMember(precinct, 3), `${own}/entries`, entry);
    await this.signAndPost(precinct, at('23:30'));
  }

  async signAndPost(precinct: string, when: string): Promise<void> {
    const own = this.protocol(precinct);
    for (const member of [1, 2, 3]) await this.act(precinctMember(precinct, member), `${own}/signatures`, { at: when });
    await this.act(precinctMember(precinct, 1), `${own}/posting`, { place: 'At the door', at: when });
  }

  /** An observer's certified copy. */
  async submitCopy(precinct: string, votes: Votes): Promise<Reply> {
    const copy = { copy: `k-${precinct}`, figures: figuresOf(votes), votes, sha256, at: '2021-07-26T09:00:00+06:00' };
    return this.act(observer(precinct), `${this.protocol(precinct)}/observer-copies`, copy);
  }

  /** The result put to the vote: the answer to the first voice that is refused, or to the one that decides. */
  async certify(day = '2021-07-27'): Promise<Reply> {
    const tabulated = await this.ask(territorial(1), `${contest}/tabulation`, { at: `${day}T10:00:00+06:00` });
    if (tabulated.status !== 201) return tabulated;
    const { body } = await this.current(contest);
    let reply = tabulated;
    for (const member of [1, 2, 3, 4]) {
      const voice = { position: body.tabulation.position, at: `${day}T12:00:00+06:00` };
      reply = await this.ask(territorial(member), `${contest}/approvals`, voice);
      if (reply.status !== 201) return reply;
    }
    return reply;
  }

  /** A read model's answer once everything recorded is folded. */
  async current(path: string): Promise<Reply> {
    const head = await this.server.head();
    return this.server.get(`${path}${path.includes('?') ? '&' : '?'}at=${head}`);
  }

  protocol(precinct: string): string {
    return `${contest}/protocols/${precinct}`;
  }
}

/** That time of the voting day. */
export const at = (time: string): string => `2021-07-25T${time}:00+06:00`;

/** All figures of the form for a precinct where every ballot found is for a or b: they satisfy the control relations. */
export function figuresOf({ a, b }: Votes) {
  const issued = a + b;
  return {
    votersOnRoll: 400,
    ballotsReceived: 404,
    ballotsIssued: issued,
    ballotsIssuedOutside: 0,
    ballotsIssuedAbsentee: 0,
    ballotsUnused: 404 - issued,
    ballotsSpoiled: 0,
    ballotsInMobileBoxes: 0,
    ballotsInBoxes: issued,
    ballotsInvalid: 0,
    ballotsValid: issued,
    votesAgainstAll: 0,
  };
}

export function membersOf(body: string, size: number) {
  return Array.from({ length: size }, (_, i) => ({
    official: `${body}.member${i + 1}`,
    name: `Member ${i + 1}`,
    office: i === 0 ? 'chair' : i === 1 ? 'secretary' : 'member',
  }));
}
