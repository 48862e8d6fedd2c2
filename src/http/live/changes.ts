import type { Among, Kind, Piece } from './kind.ts';
import type { Moment } from './moment.ts';

/** Position of those who have been told nothing yet. */
export const nothing = -1;

export const everything: Among = () => true;

/** Since when each piece of an election's read models has been as it is, as far as anybody has looked. */
export class Changes {
  readonly #election: string;
  readonly #kinds: readonly Kind[];
  readonly #known = new Map<Piece, { state: string; since: number }>();
  #begun: number | undefined;
  #position = nothing;

  constructor(election: string, kinds: readonly Kind[]) {
    this.#election = election;
    this.#kinds = kinds;
  }

  /** Looks for pieces that are not as they were when last looked at. */
  look(moment: Moment): void {
    const { position } = moment;
    if (position === this.#position) return;
    this.#position = position;
    this.#begun ??= position;
    for (const kind of this.#kinds) {
      for (const [piece, state] of kind.states(moment, this.#election)) {
        const known = this.#known.get(piece);
        if (known?.state !== state) this.#known.set(piece, { state, since: position });
      }
    }
  }

  /** Whether changes after that position can be told from earlier ones; if not, whoever holds it is told everything. */
  reachBackTo(position: number): boolean {
    return this.#begun !== undefined && position >= this.#begun;
  }

  /** The pieces that changed after a position, and perhaps some that did not; never one too few. */
  after(position: number): Among {
    if (!this.reachBackTo(position)) return everything;
    return (piece) => this.#known.get(piece)!.since > position;
  }
}
