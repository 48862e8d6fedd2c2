import { writeSync } from 'node:fs';
import { boxOf, numberedBallots } from '../event-store/ballots.ts';

/**
 * Appends to eight boxes at once, for ever, and says each event that was acknowledged, a line of JSON each:
 * `[stream, revision, position, id]`. It goes on where the record at `argv[2]` ends.
 */
const dist = new URL('../../dist/event-store/sqlite/store.js', import.meta.url).href;
const { openSqliteStore } = (await import(dist)) as typeof import('../../src/event-store/sqlite/store.ts');
const store = await openSqliteStore(process.argv[2]!);

let told = false;

async function fill(box: number): Promise<never> {
  const stream = boxOf(box);
  let revision = -1;
  for await (const event of store.readStream(stream)) revision = event.revision;
  for (;;) {
    const events = numberedBallots(1 + (box % 3));
    const last = await store.append(stream, revision < 0 ? 'no-stream' : revision, events);
    const lines = events.map(({ id }, i) => {
      const before = events.length - 1 - i;
      return `${JSON.stringify([stream, last.revision - before, last.position - before, id])}\n`;
    });
    writeSync(1, lines.join(''));
    if (!told) process.send!('acknowledging');
    told = true;
    revision = last.revision;
  }
}

await Promise.all(Array.from({ length: 8 }, (_, box) => fill(box)));
