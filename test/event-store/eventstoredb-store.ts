import type { StoreFault } from '../../src/event-store/eventstoredb/errors.ts';
import type { Patience } from '../../src/event-store/eventstoredb/patience.ts';
import { openEventStoreDb } from '../../src/event-store/eventstoredb/store.ts';
import type { EventStore } from '../../src/event-store/port.ts';
import { EventStoreDbDouble, type Secured } from '../support/eventstoredb-double/double.ts';

/** Faults pass quickly in a test. */
export const hurried: Patience = { call: 300, append: 8_000, read: 500, silence: 150, open: 3_000, pause: 100 };

/** Doubles and stores of one test file, opened as they are asked for and let go of after each test. */
export class Bench {
  readonly #doubles: EventStoreDbDouble[] = [];
  readonly #stores: EventStore[] = [];

  async double(log?: EventStoreDbDouble['log'], secured?: Secured): Promise<EventStoreDbDouble> {
    const double = await EventStoreDbDouble.start(log, secured);
    this.#doubles.push(double);
    return double;
  }

  /** A store of its own client, and what its watch was told. */
  async store(
    url: string,
    patience: Partial<Patience> = {},
    countFile?: string,
  ): Promise<{ store: EventStore; told: Told }> {
    const told: Told = { faults: [], resubscribed: 0 };
    const watch = {
      fault: (fault: StoreFault) => void told.faults.push(fault),
      resubscribed: () => void (told.resubscribed += 1),
      counting: () => {},
    };
    const opening = { watch, patience: { ...hurried, ...patience }, ...(countFile !== undefined && { countFile }) };
    const store = await openEventStoreDb(url, opening);
    this.#stores.push(store);
    return { store, told };
  }

  async clear(): Promise<void> {
    await Promise.all(this.#stores.splice(0).map((store) => store.close()));
    await Promise.all(this.#doubles.splice(0).map((double) => double.die()));
  }
}

export interface Told {
  readonly faults: StoreFault[];
  resubscribed: number;
}
