import { asReader } from '../as-reader.ts';
import type { EventReader, EventStore } from '../port.ts';
import { Connection } from './connection.ts';
import type { StoreWatch } from './errors.ts';
import { Follower } from './follower.ts';
import { KeptCount } from './kept-count.ts';
import { type Patience, usualPatience } from './patience.ts';
import { Reading } from './reading.ts';
import { Writing } from './writing.ts';

export interface Opening {
  readonly watch?: StoreWatch;
  /** Other times than the usual ones. */
  readonly patience?: Partial<Patience>;
  /** What the names of all streams begin with in the database. */
  readonly within?: string;
  /** A file for what was counted, so that the next process need not count it; absent: nothing is kept. */
  readonly countFile?: string;
}

const nobody: StoreWatch = { fault: () => {}, resubscribed: () => {}, counting: () => {} };

/**
 * Opens the record in a database, and counts what no kept count holds: without one, about as long as reading all of it.
 * @param url connection string of the database, e.g. `esdb://user:password@host:2113`
 * @throws StoreUnavailable when it does not answer, or does not hold a whole record
 */
export async function openEventStoreDb(url: string, opening: Opening = {}): Promise<EventStore> {
  const { reading, follower, connection, patience, watch } = await open(url, opening);
  const writing = new Writing(connection, follower, patience, watch);
  return {
    ...asReader(reading),
    append: (stream, expected, events) => writing.append(stream, expected, events),
    takeOver: (stream, expected, events) => writing.takeOver(stream, expected, events),
    async close() {
      await writing.finish();
      reading.close();
      await follower.close();
    },
  };
}

/** The same for reading alone. */
export async function openEventStoreDbReader(
  url: string,
  opening: Opening = {},
): Promise<EventReader & { close(): Promise<void> }> {
  const { reading, follower } = await open(url, opening);
  return {
    ...asReader(reading),
    async close() {
      reading.close();
      await follower.close();
    },
  };
}

async function open(url: string, { watch = nobody, patience: times, within, countFile }: Opening) {
  const patience = { ...usualPatience, ...times };
  const connection = new Connection(url, within);
  const follower = new Follower(
    connection,
    patience,
    watch,
    countFile === undefined ? undefined : new KeptCount(countFile),
  );
  try {
    await follower.start();
  } catch (error) {
    await follower.close();
    throw error;
  }
  return { reading: new Reading(connection, follower, patience, watch), follower, connection, patience, watch };
}
