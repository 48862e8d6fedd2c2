import type { StreamName } from '../domain/stream.ts';
import type { RecordedEvent } from '../event-store/port.ts';
import type { Fold, Folded } from './folded.ts';

/** Reads the state of a stream, for facts a decision needs. */
export type ReadState = <State>(
  stream: StreamName,
  fold: Fold<State>,
) => Promise<Readonly<Pick<Folded<State>, 'state' | 'revision' | 'proposer'>>>;

/** The moment of a decision, and the sight of other streams. */
export interface Moment {
  /** The server's clock, ISO 8601 UTC. */
  readonly now: string;
  /**
   * As known here, perhaps behind the record: only for facts that can never be taken back. A refusal is believed only
   * after everything was read afresh, so a fact that has just come true is never missed.
   */
  readonly known: ReadState;
  /** As the record stands now: for facts that may change. */
  readonly current: ReadState;
  /** A stream's events from the first, as the record stands now: for facts that rest on what came before what. */
  readonly events: (stream: StreamName) => AsyncIterable<RecordedEvent>;
}
