import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { controlRelations } from '../../src/domain/rules/control-relations.ts';
import { TestServer } from '../support/server.ts';
import { contest, Village } from '../support/village.ts';
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

describe('Whoever watches a contest', () => {
  test('is told of its protocols and of observers’ copies that differ, as the list has them', async () => {
    const watching = await Watch.open(`${server.url}/elections/akim/live?contest=v`);
    const held = new Held().messages(await watching.upTo(await server.head()));
    for (const precinct of village.precincts) {
      await village.vote(precinct);
      await village.count(precinct, paper);
      await village.write(precinct, paper);
    }
    held.messages(await watching.upTo(await server.head()));
    const { body } = await village.submitCopy('p2', { a: 61, b: 49 });
    const news = await watching.upTo(body.position);
    const told = news.findLast(({ event }) => event === 'protocols')!;
    expect(told.data.contests[0].protocols).toMatchObject([
      { precinct: 'p2', stage: 'accepted', copies: { submitted: 1, differing: 1 } },
    ]);
    held.messages(news);

    const list = (await village.current(`${contest}/protocols`)).body;
    expect(village.precincts.map((precinct) => held.rows.get(`protocols v ${precinct}`))).toEqual(list.protocols);
    const snapshot = await server.get(`/elections/akim/figures?contest=v&at=${await server.head()}`);
    expect(new Held().figures(snapshot.body).rows).toEqual(held.rows);
    watching.leave();
  });

  test('is told that something of the contest changed, though no figure did', async () => {
    const watching = await Watch.open(`${server.url}/elections/akim/live?contest=v`);
    await watching.upTo(await server.head());
    const { body } = await village.certify();
    const news = await watching.upTo(await server.head());
    expect([body.code ?? 'recorded', news.some(({ event }) => event === 'standings')]).toEqual([
      'COPIES_UNEXPLAINED',
      true,
    ]);
    watching.leave();
  });
});

describe('The control relations', () => {
  test('are told with their formulas, articles and words', async () => {
    const { body } = await server.get('/control-relations');
    expect(body.relations).toEqual(JSON.parse(JSON.stringify(controlRelations)));
  });
});
