import type { EventReader } from '../../event-store/port.ts';
import type { Fold } from '../fold.ts';
import type { AnyProjection } from '../projection.ts';

/** Read models as they were at some positions: a cache, whose loss changes no answer. */
export interface Snapshots {
  /**
   * The read models as restored from the latest snapshot, at `atMost` or before, that holds all of them in their present
   * versions, is whole, and was taken of this record; `undefined` when there is none.
   */
  latest(projections: readonly AnyProjection[], reader: EventReader, atMost?: number): Promise<Fold | undefined>;
  /** Keeps the read models as they are; they must not be folded on meanwhile. Never throws: see {@link failure}. */
  save(fold: Fold): Promise<void>;
  /** Forgets all of them. */
  clear(): void;
  /** Why the last snapshot could not be kept, if it could not. */
  readonly failure: Error | undefined;
  close(): void;
}
