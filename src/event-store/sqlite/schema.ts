import { DatabaseSync, type DatabaseSyncOptions } from 'node:sqlite';

/** Marks a file as a vote record ("VREC"), and the layout of its tables. */
const applicationId = 0x56524543;
const layout = 1;

/** Earlier libraries can corrupt a file when several processes checkpoint its write-ahead log. */
const oldestLibrary = [3, 51, 3];

/**
 * `place` counts all events, `position` the leaves; see `RecordedEvent`. `meta` is NULL where it is that of the place
 * before, in the same append: a batch of ballots says once who recorded it (half the bytes, and bulk appends take less
 * than half the time). No index stands over ids: see `LogFile`.
 */
const tables = `
  CREATE TABLE streams (stream INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE events (
    place INTEGER PRIMARY KEY,
    position INTEGER NOT NULL,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id TEXT NOT NULL,
    type TEXT NOT NULL,
    version INTEGER NOT NULL,
    data TEXT NOT NULL,
    meta TEXT,
    UNIQUE (stream, revision)
  ) STRICT;
  CREATE TRIGGER events_stay BEFORE UPDATE ON events BEGIN SELECT RAISE(ABORT, 'a recorded event is never changed'); END;
  CREATE TRIGGER events_remain BEFORE DELETE ON events BEGIN SELECT RAISE(ABORT, 'a recorded event is never removed'); END;
  CREATE TRIGGER streams_stay BEFORE UPDATE ON streams BEGIN SELECT RAISE(ABORT, 'a stream is never renamed'); END;
  CREATE TRIGGER streams_remain BEFORE DELETE ON streams BEGIN SELECT RAISE(ABORT, 'a stream is never removed'); END;
`;

/** Milliseconds to wait for another process that recovers the file after a crash. */
const patience = 2_000;

/** A connection with the settings that writer and readers have in common. */
export function openDatabase(path: string, options: DatabaseSyncOptions = {}): DatabaseSync {
  return new DatabaseSync(path, { timeout: patience, ...options });
}

function pragma(db: DatabaseSync, name: string): unknown {
  return Object.values(db.prepare(`PRAGMA ${name}`).get() ?? {})[0];
}

/** Throws unless the library is new enough and the file, if not empty, is a vote record of this layout. */
export function checkFile(db: DatabaseSync): { readonly empty: boolean } {
  const version = String(Object.values(db.prepare('SELECT sqlite_version()').get()!)[0]);
  const parts = version.split('.').map(Number);
  const differs = oldestLibrary.findIndex((part, i) => part !== parts[i]);
  if (differs >= 0 && parts[differs]! < oldestLibrary[differs]!) {
    throw new Error(`SQLite ${version} is older than ${oldestLibrary.join('.')}`);
  }
  const [id, found] = [pragma(db, 'application_id'), pragma(db, 'user_version')];
  const empty = Number(db.prepare('SELECT count(*) AS n FROM sqlite_schema').get()!['n']) === 0;
  if (empty && id === 0) return { empty };
  if (id !== applicationId) throw new Error('the file is a database of something else');
  if (found !== layout) throw new Error(`the record has layout ${String(found)}, this program knows ${layout}`);
  return { empty };
}

/**
 * Makes a connection fit for writing: write-ahead log, every commit on the disk before it is answered. Both are read
 * back, since a reopened file can run with less and not say so.
 */
export function prepareForWriting(db: DatabaseSync, memory: boolean): void {
  const { empty } = checkFile(db);
  db.exec(
    'PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 4000; PRAGMA cache_size = -65536;',
  );
  checkDurability(db, memory);
  if (!empty) return;
  db.exec(
    `BEGIN IMMEDIATE; ${tables} PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${layout}; COMMIT;`,
  );
}

/** @throws Error when a commit on this connection would be answered before it is on the disk */
export function checkDurability(db: DatabaseSync, memory: boolean): void {
  const [journal, synchronous] = [pragma(db, 'journal_mode'), pragma(db, 'synchronous')];
  if (!memory && journal !== 'wal') throw new Error(`the journal is ${String(journal)}, not a write-ahead log`);
  if (synchronous !== 2) throw new Error(`synchronous reads back as ${String(synchronous)}, not as FULL (2)`);
}
