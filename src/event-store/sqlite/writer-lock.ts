import { DatabaseSync } from 'node:sqlite';

/** SQLite's code for what somebody else has locked. */
const busy = 5;

/**
 * One writer a record: an exclusive lock on a file beside it, which the operating system lets go of when the process ends,
 * however it ends. Readers do not ask for it.
 * @throws Error when another process, or another part of this one, writes the record
 */
export function lockForWriting(path: string): { release(): void } {
  const lock = new DatabaseSync(`${path}-writer`);
  try {
    lock.exec('PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch (error) {
    lock.close();
    if ((error as { errcode?: number }).errcode !== busy) throw error;
    throw new Error('another process is writing this record', { cause: error });
  }
  return { release: () => lock.close() };
}
