import type { DatabaseSync } from 'node:sqlite';
import { asReader } from '../as-reader.ts';
import { type EventReader, type EventStore, StoreUnavailable } from '../port.ts';
import { GroupCommit } from './group-commit.ts';
import { News } from '../news.ts';
import { Reading } from './reading.ts';
import { checkFile, openDatabase, prepareForWriting } from './schema.ts';
import { writeHere, writeInWorker } from './writing.ts';

/**
 * Opens a record for reading and writing, and makes it when there is none; `:memory:` is a record that lasts as long as
 * the process.
 * @throws {@link StoreUnavailable} when another process writes it, or it is no record, or cannot be opened
 */
export async function openSqliteStore(path: string): Promise<EventStore> {
  const news = new News();
  const announce = () => news.announce();
  if (path === ':memory:') {
    const db = openDatabase(path);
    prepareForWriting(db, true);
    return join(new Reading(db, news), new GroupCommit(writeHere(db), announce));
  }
  const writer = new GroupCommit(await writeInWorker(path), announce);
  return join(new Reading(openReadOnly(path), news), writer);
}

function join(reading: Reading, writer: GroupCommit): EventStore {
  return {
    ...asReader(reading),
    append: (stream, expected, events) => writer.append(stream, expected, events),
    takeOver: (stream, expected, events) => writer.takeOver(stream, expected, events),
    async close() {
      await writer.finish();
      reading.close(); // first, so that the writer is the last to let go and leaves one whole file
      await writer.close();
    },
  };
}

/** How often a reader looks whether the writing process has committed, in milliseconds. */
const pollEvery = 50;

/**
 * Opens a record for reading alone, while another process may be writing it. SQLite keeps its shared index beside the
 * file, so the folder must be writable all the same.
 * @throws {@link StoreUnavailable}
 */
export function openSqliteReader(path: string): EventReader & { close(): void } {
  const db = openReadOnly(path);
  const news = new News();
  const reading = new Reading(db, news);
  const version = db.prepare('PRAGMA data_version');
  let last = version.get()!['data_version'];
  const poll = setInterval(() => {
    const now = version.get()!['data_version'];
    if (now !== last) news.announce();
    last = now;
  }, pollEvery);
  poll.unref();
  return {
    ...asReader(reading),
    close() {
      clearInterval(poll);
      reading.close();
    },
  };
}

function openReadOnly(path: string): DatabaseSync {
  let db: DatabaseSync | undefined;
  try {
    db = openDatabase(path, { readOnly: true });
    if (checkFile(db).empty) throw new Error('the file holds no record');
    return db;
  } catch (error) {
    db?.close();
    throw new StoreUnavailable(`${path}: ${(error as Error).message}`, { cause: error });
  }
}
