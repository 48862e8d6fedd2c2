import type { StreamName } from '../../domain/stream.ts';
import { addressOf, streams } from '../../domain/stream.ts';
import type { EventReader, RecordedEvent } from '../../event-store/port.ts';
import { isOneRun, type TrailRow, trailRow } from './row.ts';

/** Which acts. */
export interface TrailWish {
  readonly stream?: string | undefined;
  readonly type?: string | undefined;
  readonly actor?: string | undefined;
  readonly role?: string | undefined;
  /** Code of the area or precinct that the role was for. */
  readonly area?: string | undefined;
  readonly contest?: string | undefined;
  readonly precinct?: string | undefined;
  /** At most so many rows; 100, if absent. */
  readonly limit?: number | undefined;
  /** Only what stands behind this position. */
  readonly after?: number | undefined;
}

export interface TrailPage {
  readonly rows: readonly TrailRow[];
  /** What to give as `after` to go on; `null`: nothing is left. A page may be short, or empty, and have a next. */
  readonly next: number | null;
}

/** Events that are looked at for one page, whether they are wanted or not: a few tenths of a second. */
const most = 20_000;

/**
 * What was done, by whom, in what role, why and on whose decision: read from the record itself, a bounded piece at a
 * time, so that it takes no memory that grows with the record.
 */
export class Trail {
  readonly #reader: EventReader;

  constructor(reader: EventReader) {
    this.#reader = reader;
  }

  /** The acts of an election up to a position, which the record must have. */
  async read(election: string, upTo: number, wish: TrailWish = {}): Promise<TrailPage> {
    const { limit = 100, after = -1 } = wish;
    const wanted = wantedBy(election, wish);
    const rows: TrailRow[] = [];
    let looked = 0;
    let last: RecordedEvent | undefined;
    for await (const event of this.#events(election, after, wish)) {
      if (event.position > upTo) break;
      if (event.position <= after || isOfNoElection(event)) continue;
      const goesOn = last !== undefined && isOneRun(last, event);
      const fits = wanted(event);
      if (!goesOn && (looked >= most || (fits && rows.length === limit))) return { rows, next: last!.position };
      if (fits) rows.push(trailRow(event, goesOn ? rows.pop() : undefined));
      looked += 1;
      last = event;
    }
    return { rows, next: null };
  }

  /** Those that may be wanted, in their order, and perhaps some before. */
  #events(election: string, after: number, { stream, contest, precinct }: TrailWish): AsyncIterable<RecordedEvent> {
    if (stream !== undefined) return this.#reader.readStream(stream as StreamName);
    if (contest === undefined || precinct === undefined) return this.#all(after);
    return merged([
      this.#reader.readStream(streams.ballotBox(election, contest, precinct)),
      this.#reader.readStream(streams.protocol(election, contest, precinct)),
    ]);
  }

  /** A position that is not recorded yet has nothing behind it. */
  async *#all(after: number): AsyncIterable<RecordedEvent> {
    const cursor = await this.#reader.cursorAt(after);
    if (cursor || after < 0) yield* this.#reader.readAll(cursor);
  }
}

function isOfNoElection({ stream }: RecordedEvent): boolean {
  const kind = addressOf(stream)?.kind;
  return kind === 'checkpoint' || kind === 'log';
}

function wantedBy(election: string, wish: TrailWish): (event: RecordedEvent) => boolean {
  const is = (asked: string | undefined, found: string | undefined): boolean => asked === undefined || asked === found;
  return ({ stream, type, meta }) => {
    const address = addressOf(stream)!;
    return (
      address.election === election &&
      is(wish.stream, stream) &&
      is(wish.type, type) &&
      is(wish.actor, meta.actor) &&
      is(wish.role, meta.role) &&
      is(wish.area, meta.area) &&
      is(wish.contest, address.contest) &&
      is(wish.precinct, address.precinct)
    );
  };
}

/** Streams as one, in the order of the record. */
async function* merged(those: readonly AsyncIterable<RecordedEvent>[]): AsyncIterable<RecordedEvent> {
  const heads = await Promise.all(
    those.map(async (stream) => {
      const iterator = stream[Symbol.asyncIterator]();
      return { iterator, next: await iterator.next() };
    }),
  );
  for (;;) {
    const [first] = heads
      .filter(({ next }) => !next.done)
      .toSorted((a, b) => (a.next.value as RecordedEvent).position - (b.next.value as RecordedEvent).position);
    if (!first) return;
    yield first.next.value as RecordedEvent;
    first.next = await first.iterator.next();
  }
}
