import { createHash } from 'node:crypto';
import {
  type Cursor,
  type EventReader,
  type EventStore,
  type RecordedEvent,
  WrongRevision,
} from '../../event-store/port.ts';
import { LeafWriter } from '../../verifier/formats/leaf.ts';
import { CommandFailed } from '../surroundings.ts';

/** What came of a copy. */
export interface Copied {
  /** Events of the record, checkpoints among them. */
  readonly events: number;
  /** How many of them were appended now; the others were there. */
  readonly appended: number;
  /** SHA-256 of all events as canonical leaves, a line feed after each: the same read from either store. */
  readonly sha256: string;
}

/** The most events, and characters, that are appended at once. */
const chunk = { events: 500, characters: 300_000 } as const;

/** Events as leaves say them: equal texts are equal events, whatever store they come from. */
const leaves = new LeafWriter('copy');

/**
 * Makes `target` hold what `source` held when it began: the same events in the same order, with their ids, revisions,
 * versions and meta. Goes on with a copy that was broken off; then reads both and compares them.
 * @param advance told how many more events have been dealt with
 * @throws CommandFailed when the target holds something else, or the copy is not the same
 */
export async function copyRecord(
  source: EventReader,
  target: EventStore,
  advance: (events: number) => void,
): Promise<Copied> {
  const end = await source.head();
  const appended = await appendMissing(upTo(source, end), target, advance);
  const [one, other] = [await digestOf(upTo(source, end), advance), await digestOf(target.readAll(), advance)];
  if (one.events !== other.events || one.sha256 !== other.sha256) {
    throw new CommandFailed(
      `The copy differs: ${one.events} events, ${one.sha256}, became ${other.events} events, ${other.sha256}.`,
    );
  }
  return { ...one, appended };
}

/** The record as it was: a server may be writing it meanwhile. */
async function* upTo(reader: EventReader, end: Cursor | undefined): AsyncGenerator<RecordedEvent> {
  if (!end) return;
  for await (const event of reader.readAll()) {
    yield event;
    if (event.place === end.place) return;
  }
}

async function appendMissing(
  events: AsyncIterable<RecordedEvent>,
  target: EventStore,
  advance: (events: number) => void,
): Promise<number> {
  const there = target.readAll()[Symbol.asyncIterator]();
  let appended = 0;
  let run: RecordedEvent[] = [];
  let characters = 0;
  const flush = async (): Promise<void> => {
    if (run.length > 0) await append(target, run);
    appended += run.length;
    advance(run.length);
    [run, characters] = [[], 0];
  };
  for await (const event of events) {
    const text = leaves.text(event);
    const known = appended + run.length === 0 ? await there.next() : { done: true as const };
    if (!known.done) {
      if (leaves.text(known.value) !== text) throw otherRecord(known.value);
      advance(1);
      continue;
    }
    const full = run.length >= chunk.events || characters + text.length > chunk.characters;
    if (full || (run.length > 0 && run[0]!.stream !== event.stream)) await flush();
    run.push(event);
    characters += text.length;
  }
  await flush();
  const more = appended === 0 ? await there.next() : { done: true as const };
  if (!more.done) throw otherRecord(more.value);
  return appended;
}

async function append(target: EventStore, run: readonly RecordedEvent[]): Promise<void> {
  const [{ stream, revision }, last] = [run[0]!, run.at(-1)!];
  try {
    const { position } = await target.takeOver(stream, revision === 0 ? 'no-stream' : revision - 1, run);
    if (position !== last.position) throw somebodyElse(stream);
  } catch (error) {
    throw error instanceof WrongRevision ? somebodyElse(stream) : error;
  }
}

function somebodyElse(stream: string): CommandFailed {
  return new CommandFailed(`Somebody else is writing to the other store: ${stream} has changed there.`);
}

function otherRecord({ position, stream, revision }: RecordedEvent): CommandFailed {
  return new CommandFailed(
    `The other store holds another record: its event ${position}, revision ${revision} of ${stream}, is not in this one.`,
  );
}

async function digestOf(
  events: AsyncIterable<RecordedEvent>,
  advance: (events: number) => void,
): Promise<{ events: number; sha256: string }> {
  const hash = createHash('sha256');
  let count = 0;
  for await (const event of events) {
    hash.update(`${leaves.text(event)}\n`);
    count += 1;
    advance(1);
  }
  return { events: count, sha256: hash.digest('hex') };
}
