import { EventStoreDbDouble } from '../support/eventstoredb-double/double.ts';

/** The double as a process of its own: says its connection string, and lives until it is killed. */
const double = await EventStoreDbDouble.start();
process.stdout.write(`${double.url}\n`);
