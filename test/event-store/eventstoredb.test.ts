import { randomUUID } from 'node:crypto';
import { afterEach, expect, it } from '@jest/globals';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/store.ts';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.ts';
import { all } from './all.ts';
import { ballots, boxOf } from './ballots.ts';
import { eventStoreContract } from './contract.ts';

const doubles: EventStoreDbDouble[] = [];
afterEach(async () => {
  for (const double of doubles.splice(0)) await double.die();
});

eventStoreContract('EventStoreDB, through the real client', async () => {
  const double = await EventStoreDbDouble.start();
  doubles.push(double);
  return openEventStoreDb(double.url);
});

/** A server that is there for tests: each test has a record of its own in it, by a beginning that all its streams share. */
const real = process.env['EVENTSTOREDB_TEST_URL'];
const apart = () => ({ within: `${randomUUID()}.` });
if (real) eventStoreContract('EventStoreDB, a real server', () => openEventStoreDb(real, apart()));

it('keeps records apart that share a database for a test', async () => {
  const double = await EventStoreDbDouble.start();
  doubles.push(double);
  const [one, other] = [await openEventStoreDb(double.url, apart()), await openEventStoreDb(double.url, apart())];
  await one.append(boxOf(1), 'no-stream', ballots('a', 'b'));
  expect(await other.append(boxOf(1), 'no-stream', ballots('c'))).toMatchObject({ revision: 0, position: 0 });
  expect(await all(one.readAll())).toHaveLength(2);
  expect((await all(other.readAll())).map(({ stream }) => stream)).toEqual([boxOf(1)]);
  await Promise.all([one.close(), other.close()]);
});
