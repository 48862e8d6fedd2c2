import { once } from 'node:events';
import type { DatabaseSync } from 'node:sqlite';
import { extname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { StoreUnavailable } from '../port.ts';
import { type Append, LogFile, type Outcome } from './log-file.ts';

/** Where groups of appends are written: one at a time. */
export interface Writing {
  appendGroup(appends: readonly Append[]): Promise<readonly Outcome[]>;
  close(): Promise<void>;
}

/** In this thread, for a database in memory. */
export function writeHere(db: DatabaseSync): Writing {
  const log = new LogFile(db);
  return { appendGroup: async (appends) => log.appendGroup(appends), close: async () => {} };
}

type Answer = { outcomes: Outcome[] } | { fault: string } | { open: true } | { closed: true };

/** In a thread of its own, for a file. @throws {@link StoreUnavailable} when the file cannot be opened for writing */
export async function writeInWorker(path: string): Promise<Writing> {
  const file = new URL(`./append-worker${extname(import.meta.url)}`, import.meta.url);
  const worker = new Worker(file, { workerData: { path } });
  let dead: StoreUnavailable | undefined;
  let settle: ((answer: Answer) => void) | undefined;
  let fail: ((error: Error) => void) | undefined;
  const answer = (): Promise<Answer> =>
    new Promise((resolve, reject) => {
      if (dead) reject(dead);
      settle = resolve;
      fail = reject;
    });
  const dies = (why: string) => {
    dead ??= new StoreUnavailable(`${path}: the writer has stopped: ${why}`);
    fail?.(dead);
  };
  worker.on('message', (message: Answer) => settle?.(message));
  worker.on('error', (error) => dies(error.message));
  worker.on('exit', (code) => dies(`exit code ${code}`));
  const opened = await answer();
  if ('fault' in opened) throw new StoreUnavailable(`${path}: ${opened.fault}`);
  return {
    async appendGroup(appends) {
      const answered = answer();
      worker.postMessage({ append: appends });
      const result = await answered;
      if ('outcomes' in result) return result.outcomes;
      throw new StoreUnavailable(`${path}: ${'fault' in result ? result.fault : 'the writer is closed'}`);
    },
    async close() {
      if (dead) return;
      const exit = once(worker, 'exit');
      worker.postMessage({ close: true });
      await exit;
    },
  };
}
