import { areConfirmedLast, logDecider, type LogState, noWitnesses } from '../domain/log/decider.ts';
import type { LogEvent } from '../domain/log/events.ts';
import { type StreamName, streams } from '../domain/stream.ts';
import type { EventReader } from '../event-store/port.ts';

/** What two people of the central commission agreed on about the log: who witnesses it, and what may take over its signing. */
export class Agreements {
  readonly #reader: EventReader;
  readonly #stream: StreamName;
  readonly #policies: { readonly position: number; readonly policy: string }[] = [];
  #state: LogState = logDecider.initialState;
  #revision = -1;
  /** One look at a time, or an event would be folded twice. */
  #looking: Promise<unknown> = Promise.resolve();

  /** @param origin the log's name */
  constructor(reader: EventReader, origin: string) {
    this.#reader = reader;
    this.#stream = streams.log(origin);
  }

  /** As far as it was taken up. */
  get state(): LogState {
    return this.#state;
  }

  /** Reads what was proposed and agreed on since it last looked. @throws StoreUnavailable */
  takeUp(): Promise<void> {
    const looked = this.#looking.then(() => this.#read());
    this.#looking = looked.catch(() => {});
    return looked;
  }

  /** Text of the policy in force when the record had so many leaves. */
  policyAt(size: number): string {
    return this.#policies.findLast(({ position }) => position < size)?.policy ?? noWitnesses;
  }

  /** Whether these are the published keys that were confirmed last. */
  confirms(keys: readonly string[]): boolean {
    return areConfirmedLast(this.#state, keys);
  }

  async #read(): Promise<void> {
    for await (const { type, data, position, revision } of this.#reader.readStream(this.#stream, this.#revision + 1)) {
      const event = { type, data } as LogEvent;
      this.#state = logDecider.evolve(this.#state, event);
      if (event.type === 'WitnessPolicyAdopted') this.#policies.push({ position, policy: event.data.policy });
      this.#revision = revision;
    }
  }
}
