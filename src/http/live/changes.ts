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
  /** Position of the first look. */
  #begun = 0;
  #position = nothing;

  constructor(election: string, kinds: readonly Kind[]) {
    this.#election = election;
    this.#kinds = kinds;
  }

  /** Looks for pieces that are not as they were when last looked at. */
  look(moment: Moment): void {
    const { position } = moment;
    if (position === this.#position) return;
    if (this.#known.size === 0) this.#begun = position;
    this.#position = position;
    for (const kind of this.#kinds) {
      for (const [piece, state] of kind.states(moment, this.#election)) {
        const known = this.#known.get(piece);
        if (known?.state !== state) this.#known.set(piece, { state, since: position });
      }
    }
  }

  /** The least position that is told the same as a position: what changed before the first look is not told apart. */
  alike(position: number): number {
    return Math.max(position, this.#begun - 1);
  }

  /** The pieces that changed after a position, and perhaps some that did not; never one too few. */
  after(position: number): Among {
    return (piece) => this.#known.get(piece)!.since > position;
  }
}
