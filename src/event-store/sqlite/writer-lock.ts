import { DatabaseSync } from 'node:sqlite';

/**
 * One writer a record: an exclusive lock on a file beside it, which the operating system lets go of when the process ends,
 * however it ends. Readers do not ask for it.
 * @throws Error when another process, or another part of this one, writes the record
 */
export function lockForWriting(path: string): { release(): void } {
  const lock = new DatabaseSync(`${path}-writer`);
  try {
    lock.exec('PRAGMA busy_timeout = 0; PRAGMA journal_mode = DELETE; BEGIN EXCLUSIVE');
  } catch {
    lock.close();
    throw new Error('another process is writing this record');
  }
  return { release: () => lock.close() };
}
