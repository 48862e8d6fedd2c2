import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { ballots, boxOf } from './ballots.ts';

/** Ends the writing thread of the record at `argv[2]` under three appends, and says what becomes of the process. */
const dist = new URL('../../dist/event-store/sqlite/store.js', import.meta.url).href;
const { openSqliteStore } = (await import(dist)) as typeof import('../../src/event-store/sqlite/store.ts');

const created = once(process, 'worker') as Promise<[Worker]>;
const store = await openSqliteStore(process.argv[2]!);
const [worker] = await created;
await store.append(boxOf(0), 'no-stream', ballots('a'));
const pending = [1, 2, 3].map((box) => store.append(boxOf(box), 'no-stream', ballots('b')));
await worker.terminate();
const later = store.append(boxOf(4), 'no-stream', ballots('c'));
const outcomes = await Promise.allSettled([...pending, later]);
let readable = 0;
for await (const _ of store.readAll()) readable += 1;
await store.close();
const words = outcomes.map((outcome) => (outcome.status === 'rejected' ? String(outcome.reason) : 'appended'));
process.stdout.write(JSON.stringify({ words, readable }));
