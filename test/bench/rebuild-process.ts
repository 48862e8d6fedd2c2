import { built } from './measure.ts';

/** Rebuilds all read models of the record named by the argument, and prints the most memory it ever held, in MB. */
const { openSqliteReader } =
  await built<typeof import('../../src/event-store/sqlite/store.ts')>('event-store/sqlite/store');
const { Projector } = await built<typeof import('../../src/projections/projector.ts')>('projections/projector');
const { allProjections } =
  await built<typeof import('../../src/projections/read-models.ts')>('projections/read-models');
const { openSnapshots } = await built<typeof import('../../src/projections/snapshots/sqlite-snapshots.ts')>(
  'projections/snapshots/sqlite-snapshots',
);

const [record, snapshotFile] = process.argv.slice(2);
const reader = openSqliteReader(record!);
const snapshots = openSnapshots(snapshotFile!);
const projector = new Projector(reader, allProjections, snapshots);
await projector.start();
await projector.whenProcessed((await reader.head())!.position);
await projector.stop();
snapshots.close();
reader.close();
process.stdout.write(String(process.resourceUsage().maxRSS / 1024));
