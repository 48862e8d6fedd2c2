import { writeSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { appendsOf, groups } from './power-loss.plan.ts';

/** Appends the plan to the record at `argv[2]` and says `ack <events>` after each group; `argv[3]` is `synchronous`. */
const dist = (file: string) => import(new URL(`../../dist/event-store/sqlite/${file}.js`, import.meta.url).href);
const { LogFile } = (await dist('log-file')) as typeof import('../../src/event-store/sqlite/log-file.ts');
const { prepareForWriting } = (await dist('schema')) as typeof import('../../src/event-store/sqlite/schema.ts');

const [, , path, synchronous] = process.argv;
const db = new DatabaseSync(path!);
prepareForWriting(db, false);
if (synchronous === 'NORMAL') db.exec('PRAGMA synchronous = NORMAL');
db.exec('PRAGMA wal_autocheckpoint = 40'); // often enough that cuts fall into checkpoints and restarts of the log
const log = new LogFile(db);
for (let group = 0; group < groups; group++) {
  const last = log.appendGroup(appendsOf(group)).at(-1)!;
  if ('actual' in last) throw new Error(`the plan conflicts at ${last.actual}`);
  writeSync(1, `ack ${last.place}\n`);
}
// Not by an orderly end, which would tidy up.
process.kill(process.pid, 'SIGKILL');
