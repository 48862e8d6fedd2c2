import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { callElection } from '../support/server-election.ts';
import { TestServer } from '../support/server.ts';

let server: TestServer;
/** Codes as they sort. */
const codes = Array.from({ length: 7 }, (_, i) => `district-${i}`);
beforeAll(async () => {
  server = await TestServer.start();
  await callElection(server);
  for (const code of codes.toReversed()) {
    await server.record('/elections/e/areas', { code, level: 'district', parent: 'kz', name: { en: code } });
  }
});
afterAll(() => server.stop());

const districts = '/elections/e/areas?parent=kz&level=district';

describe('a list', () => {
  test.each([1, 2, 3, 7, 1000])('by pages of %i holds everything once, in the order of the codes', async (limit) => {
    const found: string[] = [];
    for (let after: string | null = ''; after !== null;) {
      const { body } = await server.get(`${districts}&limit=${limit}${after && `&after=${after}`}`);
      expect(body.areas.length).toBeLessThanOrEqual(limit);
      found.push(...body.areas.map(({ code }: { code: string }) => code));
      after = body.next;
    }
    expect(found).toEqual(codes);
  });

  test('has the same digest on every page, and of whatever part', async () => {
    const replies = await Promise.all(
      [districts, `${districts}&limit=2`, '/elections/e/areas'].map((path) => server.get(path)),
    );
    expect(new Set(replies.map(({ body }) => body.digest)).size).toBe(1);
  });
});

describe('an answer', () => {
  test('can be had as of any earlier position', async () => {
    const then = await server.get('/elections/e/areas');
    const later = await server.record('/elections/e/areas', {
      code: 'new',
      level: 'region',
      parent: 'kz',
      name: { en: 'New' },
    });
    const now = await server.get('/elections/e/areas');
    expect(now.body.position).toBe(later.body.position);
    expect(now.body.areas).toHaveLength(then.body.areas.length + 1);
    expect((await server.get(`/elections/e/areas?at=${then.body.position}`)).body).toEqual(then.body);
    expect((await server.get(`/elections/e/areas?at=${now.body.position}`)).body).toEqual(now.body);
  });

  test('as of what was just recorded holds it, however soon it is asked for', async () => {
    for (let voters = 0; voters < 20; voters++) {
      const { body } = await server.post('/elections/e/precincts/p2/roll', { votersOnRoll: voters });
      const reply = await server.get(`/elections/e/precincts/p2?at=${body.position}`);
      expect(reply.body).toMatchObject({ position: body.position, votersOnRoll: voters });
    }
  });

  test('as of a position at which there was no such thing yet, or which is not reached yet, is a 404', async () => {
    expect(await server.get('/elections/e/areas/village?at=0')).toMatchObject({
      status: 404,
      body: { code: 'UNKNOWN_RESOURCE' },
    });
    expect(await server.get('/elections/e?at=0')).toMatchObject({ status: 200, body: { position: 0, id: 'e' } });
    expect(await server.get('/elections/e?at=999999')).toMatchObject({
      status: 404,
      body: { code: 'POSITION_BEYOND_HEAD' },
    });
  });

  test('is not sent again to whoever holds it, until something of it changes', async () => {
    const first = await server.get('/elections/e/precincts/p1');
    const etag = first.headers.get('etag')!;
    expect(etag).toBe(`W/"${first.body.digest}"`);
    const held = { 'if-none-match': `"other", ${etag}` };

    const same = await server.get('/elections/e/precincts/p1', held);
    expect(same).toMatchObject({ status: 304, body: '' });
    expect(same.headers.get('etag')).toBe(etag);
    await server.record('/elections/e/precincts/p2/roll', { votersOnRoll: 5 });
    expect((await server.get('/elections/e/precincts/p1', held)).status).toBe(304);
    await server.record('/elections/e/precincts/p1/roll', { votersOnRoll: 6 });
    expect(await server.get('/elections/e/precincts/p1', held)).toMatchObject({
      status: 200,
      body: { votersOnRoll: 6 },
    });
  });

  test('with results is sent again when only the status of a contest has changed', async () => {
    const { headers } = await server.get('/elections/e/results');
    const held = { 'if-none-match': headers.get('etag')! };
    expect((await server.get('/elections/e/results', held)).status).toBe(304);
    const contest = { code: 'd', area: 'village', name: { en: 'Deputy' }, againstAll: false };
    await server.record('/elections/e/contests', contest);
    const called = await server.get('/elections/e/results?contest=d');
    const nominated = { code: 'x', name: 'X', nominatedBy: 'self' };
    await server.record('/elections/e/contests/d/candidates', nominated);
    const reply = await server.get('/elections/e/results?contest=d', { 'if-none-match': called.headers.get('etag')! });
    expect(reply.status).toBe(200);
    expect(reply.body.digest).toBe(called.body.digest);
    expect(reply.body.contests[0].status).not.toBe(called.body.contests[0].status);
  });

  test('has a HEAD', async () => {
    const reply = await server.send('/elections/e', { method: 'HEAD' });
    expect(reply).toMatchObject({ status: 200, body: '' });
    expect(reply.headers.get('etag')).toMatch(/^W\/"[0-9a-f]{64}"$/);
  });
});

describe('the process', () => {
  test('says that it lives, and that it is ready', async () => {
    expect(await server.get('/health/live')).toMatchObject({ status: 200, body: { status: 'live' } });
    expect(await server.get('/health/ready')).toMatchObject({ status: 200, body: { status: 'ready', reasons: [] } });
  });

  test('tells where its read models stand', async () => {
    const { body } = await server.get('/metrics');
    expect(body).toContain(`vote_record_projection_position ${await server.head()}\n`);
    expect(body).toContain('vote_record_projection_lag_events 0\n');
  });
});
