import { connect } from 'node:net';
import { once } from 'node:events';
import { randomUUID } from 'node:crypto';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callElection, election, members, openPolls } from '../support/server-election.ts';
import { type Reply, TestServer } from '../support/server.ts';

let server: TestServer;
let before: number;
beforeAll(async () => {
  server = await TestServer.start();
  await callElection(server);
  await openPolls(server);
  before = await server.head();
});
afterAll(() => server.stop());

const candidates = '/elections/e/contests/c/candidates';
const ballots = '/elections/e/contests/c/ballot-boxes/p1/ballots';
const json = { 'content-type': 'application/json' };

const refused: [string, number, string, () => Promise<Reply>][] = [
  ['no JSON', 400, 'BODY_NOT_JSON', () => server.post('/elections', '{"id":')],
  ['an empty body that is said to be JSON', 400, 'BODY_NOT_JSON', () => server.post('/elections', '')],
  ['a list instead of an object', 400, 'INVALID_REQUEST', () => server.post('/elections', [])],
  ['null instead of an object', 400, 'INVALID_REQUEST', () => server.post('/elections', 'null')],
  ['a key twice', 400, 'DUPLICATE_KEY', () => server.post('/elections', '{"id":"x","id":"y"}')],
  ['__proto__', 400, 'RESERVED_KEY', () => server.post('/elections', '{"__proto__":{"id":"x"}}')],
  [
    'nesting without end',
    400,
    'BODY_TOO_DEEP',
    () => server.post('/elections', '['.repeat(50_000) + ']'.repeat(50_000)),
  ],
  ['half a surrogate pair', 400, 'MALFORMED_UNICODE', () => server.post('/elections', '{"id":"\\ud800"}')],
  ['a body too large', 413, 'BODY_TOO_LARGE', () => server.post('/elections', `"${'x'.repeat(300_000)}"`)],
  [
    'a form',
    415,
    'UNSUPPORTED_MEDIA_TYPE',
    () => server.post('/elections', 'id=x', { 'content-type': 'application/x-www-form-urlencoded' }),
  ],
  ['plain text', 415, 'UNSUPPORTED_MEDIA_TYPE', () => server.post('/elections', 'x', { 'content-type': 'text/plain' })],
  ['a route that is none', 404, 'UNKNOWN_ROUTE', () => server.post('/votes', {})],
  [
    'a method that is none of the path',
    405,
    'METHOD_NOT_ALLOWED',
    () => server.send('/elections/e/areas', { method: 'DELETE' }),
  ],
  ['a broken escape in the path', 400, 'BAD_REQUEST', () => server.get('/elections/%E0%A4%A')],
  ['a code longer than any', 414, 'PATH_TOO_LONG', () => server.get(`/elections/${'x'.repeat(500)}`)],
  ['a code that nothing can have', 400, 'INVALID_REQUEST', () => server.get('/elections/..%2f..%2fetc')],
  ['an election that was not called', 404, 'UNKNOWN_RESOURCE', () => server.get('/elections/nowhere/areas')],
  [
    'the commission of an area that is not registered',
    404,
    'AREA_UNKNOWN',
    () => server.post('/elections/e/areas/nowhere/commission', { members }),
  ],
  [
    'what is no rule set',
    422,
    'RULE_SET_UNKNOWN',
    () => server.post('/elections', { ...election, id: 'x', ruleSet: 'none' }),
  ],
  ['an election called twice', 409, 'ELECTION_CALLED', () => server.post('/elections', election)],
  [
    'a batch too small for secrecy',
    422,
    'BATCH_TOO_SMALL',
    () => server.post(ballots, { batch: randomUUID(), choices: ['a'] }),
  ],
  [
    'a batch too large',
    400,
    'INVALID_REQUEST',
    () => server.post(ballots, { batch: randomUUID(), choices: Array(1001).fill('a') }),
  ],
  [
    'a voice for a result that was not tabulated',
    409,
    'NOT_TABULATED',
    () => server.post('/elections/e/contests/c/approvals', { position: 0 }),
  ],
  [
    'an Idempotency-Key with a space',
    400,
    'INVALID_HEADER',
    () => server.post('/elections', election, { 'idempotency-key': 'a b' }),
  ],
  [
    'an Idempotency-Key too long',
    400,
    'INVALID_HEADER',
    () => server.post('/elections', election, { 'idempotency-key': 'x'.repeat(256) }),
  ],
  [
    'an If-Match that is no revision',
    400,
    'INVALID_HEADER',
    () => server.post('/elections', election, { 'if-match': '*' }),
  ],
  [
    'an If-Match that does not hold',
    412,
    'REVISION_MISMATCH',
    () => server.post(`${candidates}/a/withdrawal`, {}, { 'if-match': '"0"' }),
  ],
];

describe('a request', () => {
  test.each(refused)('with %s is answered %d %s, and nothing is recorded', async (_, status, code, ask) => {
    const { headers, body, ...reply } = await ask();
    expect({ status: reply.status, code: body.code }).toEqual({ status, code });
    expect(headers.get('content-type')).toMatch(/^application\/problem\+json/);
    expect(body).toMatchObject({
      type: `urn:vote-record:problem:${code}`,
      title: expect.any(String),
      status,
      detail: expect.stringMatching(/\.$/),
      correlationId: headers.get('x-correlation-id'),
    });
    expect(JSON.stringify(body)).not.toMatch(/node_modules|at .*\.(ts|js):/);
    expect(await server.head()).toBe(before);
  });

  test('that is wrong in many places is told of each, by JSON pointer', async () => {
    const faulty = [
      { official: 'a', name: 'A', office: 'king' },
      { official: 'b', office: 'chair', 'pay/~': 1 },
    ];
    const reply = await server.post('/elections/e/areas/village/commission', { members: faulty, 'quorum/x': 2 });
    expect(reply.body).toMatchObject({ code: 'INVALID_REQUEST', part: 'body', field: '/quorum~1x' });
    expect(reply.body.errors).toEqual([
      { field: '/quorum~1x', code: 'UNKNOWN_FIELD', message: expect.any(String) },
      { field: '/members/1/pay~1~0', code: 'UNKNOWN_FIELD', message: expect.any(String) },
      { field: '/members/1/name', code: 'MISSING', message: 'is missing' },
      { field: '/members/0/office', code: 'INVALID', message: 'must be one of: chair, deputy, secretary, member' },
    ]);
  });

  test.each([
    ['body', { id: 'x' }, 'MISSING', '/name'],
    ['body', { ...election, minimumBallotBatch: null }, 'INVALID', '/minimumBallotBatch'],
    ['body', { ...election, minimumBallotBatch: 1.5 }, 'INVALID', '/minimumBallotBatch'],
    ['body', { ...election, name: { en: 'a\u0000b' } }, 'INVALID', '/name/en'],
    ['body', { ...election, name: { en: '  ' } }, 'INVALID', '/name/en'],
    ['body', { ...election, name: {} }, 'INVALID', '/name'],
    ['body', { ...election, at: '2021-07-25T07:00:00' }, 'INVALID', '/at'],
  ])('whose %s is %j is told %s at %s', async (part, body, code, field) => {
    const reply = await server.post('/elections', body);
    expect(reply).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', part, field } });
    expect(reply.body.errors).toContainEqual({ field, code, message: expect.any(String) });
  });

  test.each([
    'limit=0',
    'limit=1001',
    'limit=1e2',
    'limit=ten',
    'limit=',
    'limit=1&limit=2',
    'at=-1',
    'at=1.5',
    'after=%00',
  ])('with the query %s is refused', async (query) => {
    expect(await server.get(`/elections/e/areas?${query}`)).toMatchObject({
      status: 400,
      body: { part: 'query', field: `/${query.split('=')[0]}`, errors: [{ code: 'INVALID' }] },
    });
  });

  test.each(['x=1', 'hasOwnProperty=1', '__proto__=1', 'election=e'])(
    'with %s, which no query has, is refused',
    async (query) => {
      expect(await server.get(`/elections/e/areas?${query}`)).toMatchObject({
        status: 400,
        body: { part: 'query', errors: [{ code: 'UNKNOWN_FIELD', field: `/${query.split('=')[0]}` }] },
      });
    },
  );

  test('of a method that is none of the path is told which ones are', async () => {
    const reply = await server.send('/elections/e/contests/c/tabulation', { method: 'PUT', headers: json, body: '{}' });
    expect(reply.status).toBe(405);
    expect(reply.headers.get('allow')).toBe('POST');
  });

  test('that is no HTTP is answered with a problem, and the connection is closed', async () => {
    const { port } = new URL(server.url);
    const socket = connect(Number(port), '127.0.0.1');
    await once(socket, 'connect');
    socket.write('GEHT / NICHT\r\n\r\n');
    const answer = await text(socket);
    expect(answer).toMatch(/^HTTP\/1.1 400 Bad Request\r\n/);
    expect(JSON.parse(answer.split('\r\n\r\n')[1]!)).toMatchObject({ status: 400, code: 'BAD_REQUEST' });
  });

  test('names itself by a correlation id, or is given one when its own is not fit to be logged', async () => {
    const named = await server.get('/elections/nowhere', { 'x-correlation-id': 'desk-7:42' });
    expect(named.headers.get('x-correlation-id')).toBe('desk-7:42');
    expect(named.body.correlationId).toBe('desk-7:42');
    const unfit = await server.get('/elections', { 'x-correlation-id': 'a "b"' });
    expect(unfit.headers.get('x-correlation-id')).toMatch(/^[0-9a-f-]{36}$/);
  });

  test.each(['/elections', '/elections/nowhere', '/nowhere', '/docs', '/metrics', '/elections/%E0%A4%A'])(
    'for %s is answered with the headers that keep browsers out of trouble',
    async (path) => {
      const { headers } = await server.get(path, { origin: 'https://elsewhere.example' });
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('access-control-allow-origin')).toBeNull();
    },
  );
});
