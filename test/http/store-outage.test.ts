import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.ts';
import { callElection } from '../support/server-election.ts';
import { TestServer } from '../support/server.ts';

let double: EventStoreDbDouble;
let server: TestServer;
beforeAll(async () => {
  double = await EventStoreDbDouble.start();
  server = await TestServer.start(mkdtempSync(join(tmpdir(), 'vote-record-outage-')), {
    EVENT_STORE: 'eventstoredb',
    EVENTSTOREDB_URL: double.url,
  });
  await callElection(server);
});
afterAll(async () => {
  await server.stop();
  await double.die();
});

const ready = async () => (await server.get('/health/ready')).body;

async function counted(name: string): Promise<number> {
  const { body } = await server.get('/metrics');
  return [...String(body).matchAll(new RegExp(`^${name}(?:{.*})? (\\d+)`, 'gm'))].reduce(
    (sum, [, n]) => sum + Number(n),
    0,
  );
}

test('while the database is away the server says so and lives; then everything goes on where it was', async () => {
  expect(await ready()).toEqual({ status: 'ready', reasons: [] });
  await double.die();
  expect(await ready()).toEqual({ status: 'not ready', reasons: ['The store cannot be read.'] });
  expect((await server.get('/health/live')).status).toBe(200);
  const before = await server.get('/elections/e/precincts/p1');
  expect(before).toMatchObject({ status: 200, body: { votersOnRoll: 100 } });

  const command = server.post('/elections/e/precincts/p1/roll', { votersOnRoll: 120 });
  while ((await counted('vote_record_store_faults_total')) < 3) await setTimeout(50);
  await double.revive();
  expect(await command).toMatchObject({ status: 201 });
  while ((await ready()).status !== 'ready') await setTimeout(50);
  expect(await counted('vote_record_store_resubscriptions_total')).toBeGreaterThan(0);
  const after = await server.get('/elections/e/precincts/p1');
  expect(after.body).toMatchObject({ votersOnRoll: 120, position: before.body.position + 1 });
});
