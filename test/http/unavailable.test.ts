import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { EVENT_READER, type EventStore } from '../../src/event-store/port.ts';
import { callElection } from '../support/server-election.ts';
import { TestServer } from '../support/server.ts';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start();
  await callElection(server);
});
afterAll(() => server.stop());

test('a record that cannot be reached is no fault of the request: try again, with the same key', async () => {
  await server.app.get<EventStore>(EVENT_READER).close();
  const reply = await server.post('/elections/e/precincts/p1/roll', { votersOnRoll: 5 });
  expect(reply).toMatchObject({ status: 503, body: { code: 'STORE_UNAVAILABLE' } });
  expect(reply.headers.get('retry-after')).toMatch(/^\d+$/);

  const ready = await server.get('/health/ready');
  expect(ready).toMatchObject({ status: 503, body: { status: 'not ready' } });
  expect(ready.body.reasons).toHaveLength(1);
  expect((await server.get('/health/live')).status).toBe(200);
});
