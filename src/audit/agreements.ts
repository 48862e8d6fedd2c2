import { areConfirmedLast, logDecider, type LogState, noWitnesses } from '../domain/log/decider.ts';
import type { LogEvent } from '../domain/log/events.ts';
import { type StreamName, streams } from '../domain/stream.ts';
import type { EventReader } from '../event-store/port.ts';
import { type AgreementHistory, historyOf, type LogAct } from './agreement-history.ts';

/** What two people of the central commission agreed on about the log: who witnesses it, and what may take over its signing. */
export class Agreements {
  readonly #reader: EventReader;
  readonly #stream: StreamName;
  readonly #acts: LogAct[] = [];
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
    const adopted = this.#acts.flatMap(({ type, data, step }) =>
      type === 'WitnessPolicyAdopted' && step.position < size ? data.policy : [],
    );
    return adopted.at(-1) ?? noWitnesses;
  }

  /** All that was ever agreed on, by whom and when. */
  get history(): AgreementHistory {
    return historyOf(this.#acts);
  }

  /** Whether these are the published keys that were confirmed last. */
  confirms(keys: readonly string[]): boolean {
    return areConfirmedLast(this.#state, keys);
  }

  async #read(): Promise<void> {
    for await (const recorded of this.#reader.readStream(this.#stream, this.#revision + 1)) {
      const { type, data, position, revision, meta } = recorded;
      const event = { type, data } as LogEvent;
      this.#state = logDecider.evolve(this.#state, event);
      this.#acts.push({ ...event, step: { by: meta.actor, recordedAt: meta.recordedAt, position } });
      this.#revision = revision;
    }
  }
}
