import type { EventReader } from '../event-store/port.ts';
import { areas } from './areas/projection.ts';
import { contests } from './contests/projection.ts';
import { deadlines } from './deadlines/projection.ts';
import { elections } from './elections/projection.ts';
import { Past } from './past.ts';
import { precincts } from './precincts/projection.ts';
import { progress } from './progress/projection.ts';
import type { AnyProjection, Part, Projection, View, Views } from './projection.ts';
import type { Projector } from './projector.ts';
import { results } from './results/projection.ts';
import type { Snapshots } from './snapshots/snapshots.ts';
import { turnout } from './turnout/projection.ts';

/** All read models. */
export const allProjections: readonly AnyProjection[] = [
  elections,
  areas,
  precincts,
  contests,
  turnout,
  progress,
  results,
  deadlines,
];

/** How long an answer as of now waits for the read models to get there, in milliseconds. */
const patience = 1_000;

/** The record does not reach the position asked about. */
export class BeyondHead {
  constructor(
    readonly at: number,
    /** Position of the last event recorded; -1 when there is none. */
    readonly head: number,
  ) {}
}

/** Where all questions to the read models are asked: as they stand, or as they stood at an earlier position. */
export class ReadModels {
  readonly #reader: EventReader;
  readonly #projector: Projector;
  readonly #past: Past;

  constructor(reader: EventReader, projector: Projector, snapshots: Snapshots) {
    this.#reader = reader;
    this.#projector = projector;
    this.#past = new Past(reader, snapshots);
  }

  /**
   * What a read model's query answers, with the position it rests on. `undefined`: the query knows no such thing.
   * @param at position to answer as of; as folded so far, if absent
   * @throws Error when the read models have stopped
   */
  read<P extends Part, A extends object>(
    projection: Projection<P>,
    query: (view: View<P>) => A | undefined,
    at?: number,
  ): Promise<({ position: number } & A) | BeyondHead | undefined> {
    return this.readTogether([projection], (views) => query(views.view(projection)), at);
  }

  /** The same of several read models, all at one position. */
  async readTogether<A extends object>(
    projections: readonly AnyProjection[],
    query: (views: Views) => A | undefined,
    at?: number,
  ): Promise<({ position: number } & A) | BeyondHead | undefined> {
    if (at === undefined || at === this.#projector.position) {
      return answer(this.#projector.position, query(this.#projector));
    }
    const head = (await this.#reader.head())?.position ?? -1;
    if (at > head) return new BeyondHead(at, head);
    // Whoever has just recorded something asks for it before it is folded: a moment's patience spares a fold of the past.
    await this.#projector.whenProcessed(at, AbortSignal.timeout(patience)).catch(() => undefined);
    if (at === this.#projector.position) return this.readTogether(projections, query);
    return answer(at, query(await this.#past.views(projections, at)));
  }
}

function answer<A extends object>(position: number, content: A | undefined): ({ position: number } & A) | undefined {
  return content && { position, ...content };
}
