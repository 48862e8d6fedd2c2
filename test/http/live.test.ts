import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { Checkpoints } from '../../src/commands/checkpoints.ts';
import { callElection, openPolls } from '../support/server-election.ts';
import { TestServer } from '../support/server.ts';
import { Held, Watch } from './live-watch.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await callElection(server);
  await openPolls(server);
});
afterAll(() => server.stop());

const live = '/elections/e/live';
const watch = (query = '', headers: Record<string, string> = {}) => Watch.open(server.url + live + query, headers);

/** Two ballots found in a precinct's box; the position they end at. */
async function cast(precinct: string, choices = ['a', 'b']): Promise<number> {
  const path = `/elections/e/contests/c/ballot-boxes/${precinct}/ballots`;
  return (await server.record(path, { batch: randomUUID(), choices })).body.position;
}

async function figures(query = ''): Promise<Held> {
  return new Held().figures((await server.get(`/elections/e/figures${query}`)).body);
}

describe('Whoever watches an election', () => {
  test('is told everything first, then only what changes, with position, digest and the latest checkpoint', async () => {
    const watching = await watch();
    const head = await server.head();
    expect(new Held().messages(await watching.upTo(head)).rows).toEqual((await figures()).rows);

    const covering = await server.app.get(Checkpoints).current(head);
    const position = await cast('p1');
    const news = await watching.upTo(position);
    expect(news.map(({ event, id }) => [event, id])).toEqual([
      ['progress', undefined], // were the line to break here, results would be missed
      ['results', position],
    ]);
    for (const { event, data } of news) {
      const answer = await server.get(`/elections/e/${event}`);
      expect(data).toMatchObject({
        position,
        digest: answer.body.digest,
        checkpoint: { size: covering!.size, root: covering!.root },
      });
    }
    const [contest] = news[1]!.data.contests;
    expect(contest.areas.map(({ code }: { code: string }) => code)).toEqual(['kz', 'village', 'p1']);

    await cast('p1');
    const alone = await server.record('/elections/e/precincts/p2/turnout', { hour: 10, ballotsIssued: 1 });
    expect((await watching.upTo(alone.body.position)).at(-1)!.data.position).toBe(alone.body.position);
    watching.leave();
  });

  test('resumes from the last message without a gap, and is told nothing again', async () => {
    const before = await watch();
    await before.upTo(await server.head());
    before.leave();
    const position = await cast('p2');
    const resumed = await watch('', { 'last-event-id': String(before.lastId) });
    const news = await resumed.upTo(position);
    expect(news.flatMap(({ data }) => data.areas ?? []).map(({ code }) => code)).toEqual(['kz', 'village', 'p2']);
    resumed.leave();

    const again = await watch('', { 'last-event-id': String(position) });
    expect(await again.next()).toMatchObject({ event: 'heartbeat', id: position, data: { position } });
    again.leave();
  });

  test('of a precinct, an area or a contest, is told of that alone', async () => {
    const precinct = await watch('?area=p1');
    const area = await watch('?area=village');
    const contest = await watch('?contest=c');
    const head = await server.head();
    for (const one of [precinct, area, contest]) await one.upTo(head);
    const elsewhere = await cast('p2');
    const there = await cast('p1');
    const told = await precinct.upTo(there);
    const codes = (kind: string) =>
      told.filter(({ event }) => event === kind).flatMap(({ data }) => data.areas ?? data.contests[0].areas);
    for (const kind of ['progress', 'results']) {
      expect(new Set(codes(kind).map(({ code }: { code: string }) => code))).toEqual(new Set(['p1']));
    }
    expect(new Held().messages(await area.upTo(there)).rows.has('progress precinct/p2')).toBe(true);
    expect(new Held().messages(await contest.upTo(there)).rows.has('results c precinct/p2')).toBe(true);
    expect(elsewhere).toBeLessThan(there);
    for (const one of [precinct, area, contest]) one.leave();
  });

  test('has every row as it is, whenever they began with a snapshot and however often the line broke', async () => {
    const readers = Array.from({ length: 12 }, async (_, i) => {
      const { body } = await server.get('/elections/e/figures');
      const held = new Held().figures(body);
      let position: number = body.position;
      for (let line = 0; line < 6; line++) {
        const watching = await (line % 2 === 0
          ? watch(`?after=${position}`)
          : watch('', { 'last-event-id': `${position}` }));
        for (let messages = 0; messages < 1 + (i % 3); messages++) {
          const message = await watching.next();
          expect(message!.data.position).toBeGreaterThanOrEqual(position);
          held.messages([message!]);
        }
        position = watching.lastId ?? position;
        watching.leave();
      }
      const last = await watch(`?after=${position}`);
      return { held, last };
    });
    const done = new AbortController();
    const ballots = (async () => {
      for (let i = 0; !done.signal.aborted; i++) await cast(i % 3 === 0 ? 'p1' : 'p2', ['a', 'a', 'b']);
    })();
    const ended = await Promise.all(readers).finally(() => done.abort());
    await ballots;
    const head = await cast('p1');
    const truth = await figures();
    for (const { held, last } of ended) {
      expect(held.messages(await last.upTo(head)).rows).toEqual(truth.rows);
      last.leave();
    }
  });

  test('may begin at any earlier position', async () => {
    const head = await cast('p1');
    for (const at of [3, 14, head - 1]) {
      const watching = await watch(`?after=${at}`);
      const held = (await figures(`?at=${at}`)).messages(await watching.upTo(head));
      expect(held.rows).toEqual((await figures()).rows);
      watching.leave();
    }
  });
});

describe('Figures', () => {
  test('of an earlier position are those that the queries answered then', async () => {
    const at = await cast('p1');
    const then = {
      turnout: (await server.get('/elections/e/turnout')).body,
      results: (await server.get('/elections/e/results')).body,
    };
    await cast('p1');
    const { body } = await server.get(`/elections/e/figures?at=${at}`);
    expect(body).toMatchObject({ position: at, turnout: then.turnout });
    expect(body.results.contests).toEqual(then.results.contests);
    expect(body.progress).toMatchObject({ position: at, checkpoint: { size: expect.any(Number) } });
  });

  test('that have not changed are not sent again', async () => {
    const { headers } = await server.get('/elections/e/figures');
    const again = await server.get('/elections/e/figures', { 'if-none-match': headers.get('etag')! });
    expect(again.status).toBe(304);
    await cast('p1');
    expect(await server.get('/elections/e/figures', { 'if-none-match': headers.get('etag')! })).toMatchObject({
      status: 200,
    });
  });
});

describe('The feed', () => {
  test('refuses what it cannot tell of', async () => {
    const beyond = (await server.head()) + 1;
    for (const [path, headers, status, code] of [
      ['/elections/nobody/live', {}, 404, 'UNKNOWN_RESOURCE'],
      [`${live}?area=nowhere`, {}, 404, 'UNKNOWN_RESOURCE'],
      [`${live}?contest=none`, {}, 404, 'UNKNOWN_RESOURCE'],
      [`${live}?after=${beyond}`, {}, 404, 'POSITION_BEYOND_HEAD'],
      [`${live}?after=x`, {}, 400, 'INVALID_REQUEST'],
      [live, { 'last-event-id': 'x' }, 400, 'INVALID_HEADER'],
      ['/elections/e/figures?area=nowhere', {}, 404, 'UNKNOWN_RESOURCE'],
      [`/elections/e/figures?at=${beyond}`, {}, 404, 'POSITION_BEYOND_HEAD'],
      ['/elections/e/figures?at=0&area=p1', {}, 200, undefined],
    ] as const) {
      const reply = await server.get(path, headers);
      expect([path, reply.status, reply.body.code]).toEqual([path, status, code]);
    }
  });

  test('has headers like any answer, and a HEAD that ends', async () => {
    const reply = await server.send(live, { method: 'HEAD' });
    expect(reply).toMatchObject({ status: 200, body: '' });
    expect(reply.headers.get('content-type')).toBe('text/event-stream');
    expect(reply.headers.get('cache-control')).toBe('no-store');
    expect(reply.headers.get('content-security-policy')).toContain("default-src 'none'");
  });

  test('goes on over a restart of the server, from where the reader was', async () => {
    const first = await TestServer.start();
    await callElection(first);
    await openPolls(first);
    const before = await Watch.open(first.url + live);
    const held = new Held().messages(await before.upTo(await first.head()));
    await first.app.close(); // ends, though somebody is watching
    expect(await before.next()).toBeUndefined();

    const second = await TestServer.start(first.data);
    const position = (await second.record('/elections/e/precincts/p1/turnout', { hour: 10, ballotsIssued: 7 })).body
      .position as number;
    const after = await Watch.open(second.url + live, { 'last-event-id': String(before.lastId) });
    held.messages(await after.upTo(position));
    const truth = new Held().figures((await second.get('/elections/e/figures')).body);
    expect(held.rows).toEqual(truth.rows);
    after.leave();
    await second.stop();
  });
});
