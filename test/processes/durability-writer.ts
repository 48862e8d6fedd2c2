/**
 * A process that appends to a record until it is killed: eight clients, a stream each, always one append of each under
 * way. What the store has acknowledged goes to standard output, a JSON line each, before the client goes on.
 *
 * Arguments: path, and how it writes: `served` as the server does, or `FULL` or `NORMAL`: the same writing code on a
 * connection that is set to this `synchronous` at the last moment and checkpoints often, for 40 appends a client.
 */
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { streams } from '../../src/domain/stream.ts';
import type { EventWriter } from '../../src/event-store/port.ts';
import { GroupCommit } from '../../src/event-store/sqlite/group-commit.ts';
import { openDatabase, prepareForWriting } from '../../src/event-store/sqlite/schema.ts';
import { openSqliteReader, openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { writeHere } from '../../src/event-store/sqlite/writing.ts';
import type { Acknowledged } from './durability-check.ts';

const [path = '', how = ''] = process.argv.slice(2);
const served = how === 'served';

function writeWith(synchronous: string): EventWriter {
  const db = openDatabase(path);
  prepareForWriting(db, false);
  db.exec(`PRAGMA synchronous = ${synchronous}; PRAGMA wal_autocheckpoint = 60`);
  return new GroupCommit(writeHere(db), () => {});
}

const writer = served ? await openSqliteStore(path) : writeWith(how);

async function client(number: number): Promise<void> {
  const stream = streams.precinct('durability', `p${number}`);
  let revision = -1;
  const reader = openSqliteReader(path);
  for await (const event of reader.readStream(stream)) revision = event.revision;
  reader.close();
  for (let i = 0; served || i < 40; i++) {
    const ids = Array.from({ length: 1 + (i % 3) }, () => randomUUID());
    const appended = await writer.append(
      stream,
      revision < 0 ? 'no-stream' : revision,
      ids.map((id) => ({
        id,
        type: 'RollReceived',
        data: { votersOnRoll: i, at: '2021-07-25T07:00:00+06:00' },
        meta: {
          actor: `official-${number}`,
          role: 'precinct-commission',
          commandId: id,
          correlationId: id,
          recordedAt: '2021-07-25T01:00:00.000Z',
        },
      })),
    );
    const from = revision + 1;
    revision = appended.revision;
    const first = appended.position - ids.length + 1;
    const lines = ids.map((id, n): Acknowledged => ({ stream, id, revision: from + n, position: first + n }));
    writeSync(1, lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
  }
}

await Promise.all(Array.from({ length: 8 }, (_, number) => client(number)));
// Ends as a crash does: nothing is closed.
process.kill(process.pid, 'SIGKILL');
