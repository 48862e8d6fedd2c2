import type { RecordedEvent } from '../port.ts';
import type { LogPlace } from './positions.ts';

/** An event as it is handed on, and where to go on after it in the server's log. */
export interface Delivered {
  readonly event: RecordedEvent;
  readonly at: LogPlace;
}

/** At least so many of the last events are kept. */
const kept = 512;

/** The last events delivered: whoever keeps up with the record need not have them sent a second time. */
export class Recent {
  #events: Delivered[] = [];

  add(delivered: Delivered): void {
    this.#events.push(delivered);
    if (this.#events.length > 2 * kept) this.#events = this.#events.slice(-kept);
  }

  /** All events after a place; `undefined` when they are not kept, or there are none yet. */
  after(place: number): Delivered[] | undefined {
    const first = this.#events[0]?.event.place;
    if (first === undefined || place < Number(first) - 1) return undefined;
    const events = this.#events.slice(place - Number(first) + 1);
    return events.length === 0 ? undefined : events;
  }
}
