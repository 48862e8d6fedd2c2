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
  #revision = -1;
  /** One look at a time, or an event would be folded twice. */
  #looking: Promise<unknown> = Promise.resolve();

  /** @param origin the log's name */
  constructor(reader: EventReader, origin: string) {
    this.#reader = reader;
    this.#stream = streams.log(origin);
  }

  /** Reads what was proposed and agreed on since it last looked. @throws StoreUnavailable */
  takeUp(): Promise<void> {
    const looked = this.#looking.then(() => this.#read());
    this.#looking = looked.catch(() => {});
    return looked;
  }

  /** Text of the policy in force when the record had so many leaves. */
  policyAt(size: number): string {
    return this.#stateAt(size).policy ?? noWitnesses;
  }

  /** All that was ever agreed on, by whom and when. */
  get history(): AgreementHistory {
    return historyOf(this.#acts);
  }

  /** Whether these are the published keys that were confirmed last. */
  confirms(keys: readonly string[]): boolean {
    return areConfirmedLast(this.#stateAt(Infinity), keys);
  }

  #stateAt(size: number): LogState {
    const acts = this.#acts.filter(({ step }) => step.position < size);
    return acts.reduce<LogState>(logDecider.evolve, logDecider.initialState);
  }

  async #read(): Promise<void> {
    for await (const recorded of this.#reader.readStream(this.#stream, this.#revision + 1)) {
      const { type, data, position, revision, meta } = recorded;
      this.#acts.push({
        ...({ type, data } as LogEvent),
        step: { by: meta.actor, recordedAt: meta.recordedAt, position },
      });
      this.#revision = revision;
    }
  }
}
