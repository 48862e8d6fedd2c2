import { issuerKey } from '../../src/access/issuer-key.ts';
import { LocalIssuer } from '../../src/access/local-issuer.ts';
import type { Role, Subject } from '../../src/access/role.ts';
import { publicKeyFor } from './member-keys.ts';
import type { Reply, TestServer } from './server.ts';

/** A commission of a chair, a deputy and a secretary, each with a key. */
export const signing = (prefix: string) =>
  ['chair', 'deputy', 'secretary'].map((office) => {
    const official = `${prefix}.${office}`;
    return { official, name: `The ${office}`, office, key: publicKeyFor(official) };
  });

/** Somebody who asks a server: for a precinct or an area, where the role is for one. */
export class Clerk {
  readonly official: string;
  readonly #server: TestServer;
  readonly #subject: Subject;

  constructor(server: TestServer, official: string, role: Role, area?: string) {
    this.official = official;
    this.#server = server;
    this.#subject = { official, role, ...(area === undefined ? {} : { area }) };
  }

  async ask(path: string, body: object = {}, headers: Record<string, string> = {}): Promise<Reply> {
    return this.#server.post(path, body, { ...(await this.#authorization()), ...headers });
  }

  /** Asks for what must be recorded. */
  async record(path: string, body: object = {}): Promise<Reply> {
    return this.#server.record(path, body, await this.#authorization());
  }

  async #authorization(): Promise<{ authorization: string }> {
    const issuer = new LocalIssuer(issuerKey(this.#server.data), 600);
    const { token } = await issuer.issue({ ...this.#subject, ttl: 600 });
    return { authorization: `Bearer ${token}` };
  }
}

export const protocol = '/elections/s/contests/c/protocols/p';
export const paper = { figures: { ballotsInBoxes: 9, ballotsInvalid: 0, ballotsValid: 9 }, votes: { a: 5, b: 4 } };

/**
 * An election without a calendar that demands personal signatures or does not, until the paper of its one precinct, p, is read: contest
 * c in the village, whose commission `village.…` conducts it; the precinct's is `p.…`.
 */
export async function holdSignedElection(server: TestServer, personalSignatures = true): Promise<void> {
  const central = new Clerk(server, 'central', 'central-commission');
  const name = { en: 'Village' };
  await central.record('/elections', {
    id: 's',
    name,
    votingDay: '2021-07-25',
    ruleSet: 'plurality',
    timeZone: 'Asia/Almaty',
    personalSignatures,
  });
  await central.record('/elections/s/areas', { code: 'kz', level: 'country', parent: null, name });
  await central.record('/elections/s/areas', { code: 'village', level: 'locality', parent: 'kz', name });
  await central.record('/elections/s/areas/village/commission', { members: signing('village') });
  await central.record('/elections/s/precincts', { code: 'p', area: 'village', name: 'School', votersOnRoll: 20 });
  await central.record('/elections/s/precincts/p/commission', { members: signing('p') });
  await central.record('/elections/s/contests', { code: 'c', area: 'village', name, againstAll: false });
  for (const code of ['a', 'b']) {
    await central.record('/elections/s/contests/c/candidates', { code, name: code, nominatedBy: 'self' });
    await central.record(`/elections/s/contests/c/candidates/${code}/registration`);
  }
  await central.record('/elections/s/contests/c/ballot-text', { order: ['a', 'b'] });
  await central.record('/elections/s/precincts/p/opening');
  await central.record('/elections/s/precincts/p/closing');
  await readPaper(server);
}

/** The paper of the precinct, read by two people. */
export async function readPaper(server: TestServer): Promise<void> {
  for (const official of ['clerk-1', 'clerk-2']) {
    await new Clerk(server, official, 'central-commission').record(`${protocol}/entries`, paper);
  }
}
