import { setTimeout } from 'node:timers/promises';
import { type EventReader, isCaughtUp, StoreUnavailable } from '../event-store/port.ts';
import { Fold } from './fold.ts';
import type { AnyProjection, Part, Projection, View } from './projection.ts';
import type { Snapshots } from './snapshots/snapshots.ts';
import { Waiting } from '../event-store/waiting.ts';

/** Events from one snapshot to the next. */
const snapshotEvery = 250_000;
/** Pause before a lost subscription is taken up again, in milliseconds. */
const resubscribeAfter = 500;

/**
 * Keeps all read models at the head of the record: one subscription, in order, from the last snapshot on. An event that
 * cannot be folded is never passed over: folding stops, `failure` says why, and no live view is given any more.
 */
export class Projector {
  readonly #reader: EventReader;
  readonly #snapshots: Snapshots;
  readonly #stopping = new AbortController();
  readonly #waiting = new Waiting();
  #fold: Fold;
  #running: Promise<void> | undefined;
  #caughtUp = false;
  #failure: Error | undefined;
  #snapshotAt = -1;

  constructor(reader: EventReader, projections: readonly AnyProjection[], snapshots: Snapshots) {
    this.#reader = reader;
    this.#snapshots = snapshots;
    this.#fold = new Fold(projections);
  }

  /** The live views hold events 0 to this one; -1 before the first. */
  get position(): number {
    return this.#fold.position;
  }

  /** True once everything recorded before has been folded; false again while the record cannot be read. */
  get caughtUp(): boolean {
    return this.#caughtUp;
  }

  /** Why folding has stopped, if it has. */
  get failure(): Error | undefined {
    return this.#failure;
  }

  /** A read model at {@link position}. It goes on changing: answer from it at once. @throws Error see {@link failure} */
  view<P extends Part>(projection: Projection<P>): View<P> {
    if (this.#failure)
      throw new Error(`The read models have stopped: ${this.#failure.message}`, { cause: this.#failure });
    return this.#fold.view(projection);
  }

  /** Takes up the latest snapshot that fits, and begins to follow the record. Resolves before it has caught up. */
  async start(): Promise<void> {
    this.#fold = (await this.#snapshots.latest(this.#fold.projections, this.#reader)) ?? this.#fold;
    this.#snapshotAt = this.#fold.position;
    this.#waiting.reach(this.position);
    this.#running = this.#follow();
  }

  /** Ends the subscription and leaves a snapshot, so that the next start has nothing to fold again. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.#running;
    this.#waiting.fail(new Error('The read models were stopped'));
    if (!this.#failure && this.position > this.#snapshotAt) await this.#saveSnapshot();
  }

  /**
   * Resolves when the event at `position` is in the views: whoever recorded it then reads what they wrote.
   * @throws Error when folding stops before, or with the reason of `signal` when that aborts
   */
  async whenProcessed(position: number, signal?: AbortSignal): Promise<void> {
    if (this.#failure)
      throw new Error(`The read models have stopped: ${this.#failure.message}`, { cause: this.#failure });
    if (position > this.position) await this.#waiting.until(position, signal);
  }

  async #follow(): Promise<void> {
    const { signal } = this.#stopping;
    while (!signal.aborted) {
      try {
        await this.#foldOn(signal);
        return;
      } catch (error) {
        this.#caughtUp = false;
        if (!(error instanceof StoreUnavailable)) {
          this.#failure = error as Error;
          this.#waiting.fail(this.#failure);
          return;
        }
        await setTimeout(resubscribeAfter, undefined, { signal }).catch(() => {});
      }
    }
  }

  async #foldOn(signal: AbortSignal): Promise<void> {
    const fold = this.#fold;
    for await (const item of this.#reader.subscribe(fold.mark, signal)) {
      if (isCaughtUp(item)) {
        this.#caughtUp = true;
        continue;
      }
      fold.apply(item);
      if (fold.position >= this.#waiting.next) this.#waiting.reach(fold.position);
      if (fold.position - this.#snapshotAt >= snapshotEvery) await this.#saveSnapshot();
    }
  }

  async #saveSnapshot(): Promise<void> {
    this.#snapshotAt = this.position;
    await this.#snapshots.save(this.#fold);
  }
}
