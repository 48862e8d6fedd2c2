import { LRUCache } from 'lru-cache';
import type { EventReader } from '../event-store/port.ts';
import { Fold } from './fold.ts';
import type { AnyProjection } from './projection.ts';
import type { Snapshots } from './snapshots/snapshots.ts';

/** How many views of the past are kept, since who asks for one mostly asks again. */
const viewsKept = 8;

/** Read models as they were: from the nearest snapshot before, folded on. One at a time, for a fold takes seconds. */
export class Past {
  readonly #reader: EventReader;
  readonly #snapshots: Snapshots;
  readonly #views = new LRUCache<string, Promise<Fold>>({ max: viewsKept });
  #queue: Promise<unknown> = Promise.resolve();

  constructor(reader: EventReader, snapshots: Snapshots) {
    this.#reader = reader;
    this.#snapshots = snapshots;
  }

  /** Read models with events 0 to `position`, which the record must have. */
  views(projections: readonly AnyProjection[], position: number): Promise<Fold> {
    const key = [position, ...projections.map(({ name }) => name)].join(' ');
    let fold = this.#views.get(key);
    if (!fold) {
      fold = this.#queue.then(() => foldUpTo(projections, position, this.#reader, this.#snapshots));
      this.#queue = fold.catch(() => this.#views.delete(key));
      this.#views.set(key, fold);
    }
    return fold;
  }
}

/** Read models with events 0 to `position`, which the record must have: from the nearest snapshot before, folded on. */
export async function foldUpTo(
  projections: readonly AnyProjection[],
  position: number,
  reader: EventReader,
  snapshots: Snapshots,
): Promise<Fold> {
  const fold = (await snapshots.latest(projections, reader, position)) ?? new Fold(projections);
  if (fold.position === position) return fold;
  for await (const event of reader.readAll(fold.mark)) {
    fold.apply(event);
    if (fold.position === position) break;
  }
  return fold;
}
