import { isLeafStream } from '../../domain/stream.ts';
import type { Cursor, EventReader } from '../../event-store/port.ts';
import { LeafWriter } from '../../verifier/formats/leaf.ts';

/** The leaves of the record as texts, read from the log itself. */
export class LeafLog {
  readonly reader: EventReader;
  readonly origin: string;

  constructor(reader: EventReader, origin: string) {
    this.reader = reader;
    this.origin = origin;
  }

  /** Leaves after a cursor, in order, at most `count`. */
  async *after(cursor: Cursor | undefined, count = Infinity): AsyncGenerator<string> {
    if (count === 0) return;
    const writer = new LeafWriter(this.origin);
    let left = count;
    for await (const event of this.reader.readAll(cursor)) {
      if (!isLeafStream(event.stream)) continue;
      yield writer.text(event);
      left -= 1;
      if (left === 0) return;
    }
  }
}
