import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { TestServer } from '../support/server.ts';
import { Village } from '../support/village.ts';
import { Held, Watch } from './live-watch.ts';

let server: TestServer;
let village: Village;
beforeAll(async () => {
  server = await TestServer.start();
  village = new Village(server, 2);
  await village.call();
});
afterAll(() => server.stop());

const paper = { a: 60, b: 50 };

describe('Whoever watches an area', () => {
  test('is told how it and what lies directly below it stand, as the overview has them', async () => {
    const watching = await Watch.open(`${server.url}/elections/akim/live?area=r&kinds=turnout,overview`);
    const held = new Held().messages(await watching.upTo(await server.head()));
    for (const precinct of village.precincts) {
      await village.vote(precinct);
      await village.count(precinct, paper);
      await village.write(precinct, paper);
    }
    const { body } = await village.submitCopy('p2', { a: 61, b: 49 });
    const news = await watching.upTo(body.position);
    held.messages(news);
    const { areas } = (await village.current('/elections/akim/overview')).body;
    expect(areas.map(({ code }: { code: string }) => code)).toEqual(['d', 'r']);
    expect(areas[0]).toMatchObject({ counts: { counted: 2 }, copiesDiffering: 1 });
    for (const row of areas) expect(held.rows.get(`overview ${row.level}/${row.code}`)).toEqual(row);
    expect(new Set(news.map(({ event }) => event))).toEqual(new Set(['overview']));
    watching.leave();
  });

  test('finds the same in the figures, now and as of an earlier position', async () => {
    const head = await server.head();
    const figures = `/elections/akim/figures?area=d&kinds=overview`;
    for (const at of [head, head - 1]) {
      const { body } = await server.get(`${figures}&at=${at}`);
      const { body: list } = await server.get(`/elections/akim/overview?level=district&at=${at}`);
      expect(Object.keys(body)).toEqual(['position', 'digest', 'overview']);
      expect(body.overview.areas.filter(({ level }: { level: string }) => level === 'district')).toEqual(list.areas);
      expect(body.overview.digest).toBe(list.digest);
    }
    const { body: now } = await server.get(figures);
    const { body: before } = await server.get(`${figures}&at=${head - 1}`);
    expect([now, before].map(({ overview }) => overview.areas[0].copiesDiffering)).toEqual([1, 0]);
  });

  test('may name the kinds of message, and no others', async () => {
    for (const kinds of ['', 'overview,', 'overviews', 'results overview']) {
      const { status, body } = await server.get(`/elections/akim/figures?kinds=${encodeURIComponent(kinds)}`);
      expect([kinds, status, body.errors?.[0].field]).toEqual([kinds, 400, '/kinds']);
    }
    const { body } = await server.get('/elections/akim/figures?contest=v');
    expect(Object.keys(body)).not.toContain('overview');
  });
});
