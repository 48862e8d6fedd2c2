import type { DatabaseSync } from 'node:sqlite';
import { parentPort, workerData } from 'node:worker_threads';
import { type Append, LogFile } from './log-file.ts';
import { openDatabase, prepareForWriting } from './schema.ts';
import { lockForWriting } from './writer-lock.ts';

/**
 * The writing thread of one file: `{ append }` -> `{ outcomes }` or `{ fault }`, `{ close: true }` -> `{ closed: true }`;
 * `{ open: true }` or `{ fault }` comes first. It holds nothing but text and numbers, so that commits and WAL checkpoints
 * never stall the thread that answers requests.
 */
const port = parentPort!;
const fault = (error: unknown) => ({ fault: error instanceof Error ? error.message : String(error) });

function start(path: string): void {
  const lock = lockForWriting(path);
  let db: DatabaseSync;
  let log: LogFile;
  try {
    db = openDatabase(path);
    prepareForWriting(db, false);
    log = new LogFile(db);
  } catch (error) {
    lock.release();
    throw error;
  }
  port.on('message', (message: { append: readonly Append[] } | { close: true }) => {
    if ('close' in message) {
      db.close();
      lock.release();
      port.postMessage({ closed: true });
      port.close();
      return;
    }
    try {
      port.postMessage({ outcomes: log.appendGroup(message.append) });
    } catch (error) {
      port.postMessage(fault(error));
    }
  });
}

try {
  start((workerData as { path: string }).path);
  port.postMessage({ open: true });
} catch (error) {
  port.postMessage(fault(error));
  port.close();
}
