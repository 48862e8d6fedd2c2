import { existsSync } from 'node:fs';
import type { Config } from './config/config.ts';
import { dataFolder } from './config/data-folder.ts';
import type { StoreWatch } from './event-store/eventstoredb/errors.ts';
import { type EventReader, type EventStore, StoreUnavailable } from './event-store/port.ts';
import { openSqliteReader, openSqliteStore } from './event-store/sqlite/store.ts';

/** Where a record is kept. */
export type StorePlace = Pick<Config, 'data' | 'eventStore' | 'eventStoreDbUrl'>;

/** Only where it is used: its client takes its time to load. */
const eventStoreDb = () => import('./event-store/eventstoredb/store.ts');

/** Opens the record that the configuration names, for reading and writing. @throws StoreUnavailable */
export async function openStore(
  { data, eventStore, eventStoreDbUrl }: StorePlace,
  watch?: StoreWatch,
): Promise<EventStore> {
  if (eventStore === 'sqlite') return openSqliteStore(dataFolder(data).record);
  const { openEventStoreDb } = await eventStoreDb();
  return openEventStoreDb(eventStoreDbUrl!, { ...(watch && { watch }), countFile: dataFolder(data).count });
}

/** Opens it for reading alone, while others may be writing it. @throws StoreUnavailable, also when there is none */
export async function openReader({
  data,
  eventStore,
  eventStoreDbUrl,
}: StorePlace): Promise<EventReader & { close(): unknown }> {
  if (eventStore === 'eventstoredb') {
    const { openEventStoreDbReader } = await eventStoreDb();
    return openEventStoreDbReader(eventStoreDbUrl!, { countFile: dataFolder(data).count });
  }
  const { record } = dataFolder(data);
  if (existsSync(record)) return openSqliteReader(record);
  throw new StoreUnavailable(`There is no record in ${data}: load a package, or start the server.`);
}
