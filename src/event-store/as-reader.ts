import type { EventReader } from './port.ts';

/** The reading half of an adapter's own object, and nothing else of it. */
export function asReader(reading: EventReader): EventReader {
  return {
    readStream: (stream, from) => reading.readStream(stream, from),
    readAll: (after) => reading.readAll(after),
    subscribe: (after, signal) => reading.subscribe(after, signal),
    head: () => reading.head(),
    cursorAt: (position) => reading.cursorAt(position),
  };
}
