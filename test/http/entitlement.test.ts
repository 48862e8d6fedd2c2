import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { type Role, roles } from '../../src/access/role.ts';
import { openApiDocument } from '../../src/http/openapi.ts';
import type { Schema } from '../support/server-rubbish.ts';
import { TestServer } from '../support/server.ts';
import { Village } from '../support/village.ts';
import { type Row, table } from './entitlement-table.ts';

/** What the names in paths stand for. */
const inPaths: Readonly<Record<string, string>> = {
  election: 'akim',
  area: 'd',
  precinct: 'p1',
  contest: 'v',
  candidate: 'a',
  path: '0/000',
};
/** What bodies say, where an example would be about another place: commissions stay those that they are. */
const inBodies: Readonly<Record<string, unknown>> = {
  parent: 'd',
  area: 'v',
  precinct: 'p1',
  members: ['d', 'p1', 'p2'].map((body) => ({
    official: `${body}.member1`,
    name: 'Member 1',
    office: body === 'd' ? 'chair' : 'member',
  })),
};

/** Somebody who asks, and what the table says that they are answered: `may`, or the code of a refusal. */
interface Sender {
  readonly name: string;
  readonly authorization?: string;
  readonly answer: (row: Row) => string;
}
let server: TestServer;
let senders: readonly Sender[];
/** The operations of the document, with the schema of their bodies. */
let operations: ReadonlyMap<string, Schema | undefined>;

beforeAll(async () => {
  server = await TestServer.start(undefined, { RATE_BY_ADDRESS: '0', RATE_BY_IDENTITY: '0', RATE_BAD_TOKENS: '0' });
  const village = new Village(server, 2);
  await village.call();
  const beside = { code: 'x', level: 'district', parent: 'r', name: { en: 'The district beside' } };
  await village.act(['r.member1', 'territorial-commission', 'r'], '/elections/akim/areas', beside);
  operations = operationsOf(openApiDocument(server.app));
  const everyRole = (of: (role: Role) => Promise<Sender>) => roles.map(of);
  const of = (role: Role, ...areas: string[]) => areas.map((area) => person(role, area));
  senders = await Promise.all([
    ...everyRole((role) => person(role)),
    ...everyRole(late),
    ...of('central-commission', 'r', 'x'),
    ...of('territorial-commission', 'r', 'd', 'v', 'x', 'p1'),
    ...of('precinct-commission', 'p1', 'p2', 'v', 'd'),
    ...of('observer', 'p1', 'p2', 'v', 'd', 'r', 'x'),
    ...of('auditor', 'v'),
    ...of('operator', 'v'),
    ...['akim', 'another'].flatMap((one) => [
      inElection(one, 'central-commission'),
      inElection(one, 'territorial-commission', 'd'),
      inElection(one, 'precinct-commission', 'p1'),
      inElection(one, 'observer', 'p1'),
    ]),
    person('territorial-commission', 'd', 'stranger'),
    person('precinct-commission', 'p1', 'stranger'),
    { name: 'rubbish', authorization: 'Bearer rubbish', answer: () => 'TOKEN_INVALID' },
    { name: 'no token', answer: (row) => (row === 'everybody' ? 'may' : 'TOKEN_MISSING') },
  ]);
});
afterAll(() => server.stop());

/** The first member of that area's or precinct's commission, or whoever it is. */
async function person(role: Role, area?: string, official = `${area ?? 'nowhere'}.member1`): Promise<Sender> {
  const token = await server.token(role, official, area === undefined ? {} : { area });
  const name = `${role} ${area ?? 'without area'} ${official}`;
  return {
    name,
    authorization: `Bearer ${token}`,
    answer: (row) => answerTo(role, area, row, official === 'stranger'),
  };
}

/** The same with a token for one election alone. */
async function inElection(election: string, role: Role, area?: string): Promise<Sender> {
  const scope = { election, ...(area !== undefined && { area }) };
  const token = await server.token(role, `${area ?? 'nowhere'}.member1`, scope);
  const answer = (row: Row) => {
    const everywhere = answerTo(role, area, row, false);
    if (row === 'everybody' || everywhere === 'ROLE_NOT_ENTITLED') return everywhere;
    // What is called, and the log, are not of the election that is asked about.
    return election === 'akim' && !row.nowhere && !row.whole ? everywhere : 'OUT_OF_SCOPE';
  };
  return { name: `${role} ${area ?? 'without area'} for ${election}`, authorization: `Bearer ${token}`, answer };
}

async function late(role: Role): Promise<Sender> {
  const token = await server.token(role, 'd.member1', { area: 'd', ttl: -60 });
  return { name: `${role} expired`, authorization: `Bearer ${token}`, answer: () => 'TOKEN_EXPIRED' };
}

function answerTo(role: Role, area: string | undefined, row: Row, stranger: boolean): string {
  if (row === 'everybody') return 'may';
  if (role === 'auditor' || role === 'operator') return 'ROLE_NOT_ENTITLED';
  // The central commission is in no row: it may give every command, within what its token names (art. 12).
  if (role === 'central-commission') {
    if (row.whole && area !== undefined) return 'OUT_OF_SCOPE';
    if (area === 'x' && !row.nowhere) return 'OUT_OF_SCOPE';
    return row.members ? 'NOT_A_MEMBER' : 'may';
  }
  const codes = {
    'territorial-commission': row.territorial,
    'precinct-commission': row.precinct,
    observer: row.observer,
  };
  const good = codes[role];
  if (!good) return 'ROLE_NOT_ENTITLED';
  if (area === undefined) return 'SCOPE_MISSING';
  if (row.nowhere) return 'may';
  if (!good.includes(area)) return 'OUT_OF_SCOPE';
  return stranger ? 'NOT_A_MEMBER' : 'may';
}

function operationsOf({ paths, components }: ReturnType<typeof openApiDocument>): Map<string, Schema | undefined> {
  // oxlint-disable-next-line typescript/no-explicit-any -- a document is looked into, not typed
  const all = Object.entries<any>(paths).flatMap(([path, methods]) =>
    // oxlint-disable-next-line typescript/no-explicit-any -- the same
    Object.entries<any>(methods).map(([method, { requestBody }]): [string, Schema | undefined] => {
      const ref: string = requestBody?.content['application/json'].schema.$ref ?? '';
      return [`${method.toUpperCase()} ${path}`, components!.schemas![ref.split('/').at(-1)!] as Schema | undefined];
    }),
  );
  return new Map(all);
}

/** Somebody of the commission that an operation is about. */
const memberIn = (template: string) => (template.includes('{precinct}') ? 'p1.member1' : 'd.member1');

/** A body of the right form: what it must say, as its examples say it. */
function bodyOf({ properties = {}, required = [] }: Schema, said: Readonly<Record<string, unknown>>): string {
  const fields = required.map((name) => [name, said[name] ?? (properties[name] as { example?: unknown }).example]);
  return JSON.stringify(Object.fromEntries(fields));
}

/** `may` when it comes past entitlement, whatever comes of it then; else the code of the refusal. */
async function ask(operation: string, path: string, { authorization }: Sender, body?: string): Promise<string> {
  const response = await fetch(server.url + path, {
    method: operation.split(' ')[0]!,
    headers: { ...(authorization && { authorization }), ...(body && { 'content-type': 'application/json' }) },
    ...(body && { body }),
  });
  const malformed = body !== undefined && response.status === 400;
  if (![401, 403].includes(response.status) && !malformed) {
    await response.body?.cancel(); // the feed has no end
    return 'may';
  }
  const { code } = (await response.json()) as { code: string };
  // They may, but have said it before.
  return code === 'SAME_PERSON' ? 'may' : code;
}

test('every operation has its row in the table, and every row its operation', () => {
  const rows = Object.keys(table).map((row) => row.split(' ').slice(0, 2).join(' '));
  expect([...new Set(rows)].toSorted()).toEqual([...operations.keys()].toSorted());
});

test.each(Object.entries(table))('%s is answered to whom the law says, and to nobody else', async (key, row) => {
  const [method, template, correction] = key.split(' ') as [string, string, string?];
  const operation = `${method} ${template}`;
  const filled = { ...inPaths, ...(correction && { correction }) } as Record<string, string>;
  const path = template.replaceAll(/\{(\w+)\}/g, (name) => filled[name.slice(1, -1)] ?? name);
  expect(path).not.toContain('{');
  const schema = operations.get(operation);
  const body =
    schema && bodyOf(schema, { ...inBodies, official: memberIn(template), ...(correction && { correction }) });
  const answers = senders.map(async (sender) => {
    // Who has no token, or no role that this is recorded in, is refused before the body is judged: theirs is none.
    const unread = correction === undefined && /^(TOKEN|ROLE)_/.test(sender.answer(row));
    return [sender.name, await ask(operation, path, sender, body && unread ? '{"none":true}' : body)] as const;
  });
  const due = senders.map(({ name, answer }) => [name, answer(row)] as const);
  expect(Object.fromEntries(await Promise.all(answers))).toEqual(Object.fromEntries(due));
});
