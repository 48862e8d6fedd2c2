import { afterEach } from '@jest/globals';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/store.ts';
import { EventStoreDbDouble } from '../support/eventstoredb-double/double.ts';
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
