import { Digested } from './digested.ts';
import { type Place, type RowLevel, rowLevels, type Territory } from './territory.ts';

/** Figures of one area or precinct. */
export abstract class FigureRow extends Digested implements Place {
  readonly level: RowLevel;
  readonly code: string;

  constructor(whole: Digested, { level, code }: Place) {
    super(whole);
    this.level = level;
    this.code = code;
  }

  /** The row as answers give it: a fresh JSON object. */
  abstract override content(): object;
  /** What a snapshot keeps of it. */
  abstract save(): unknown;
  abstract restore(saved: never): void;
}

/** Which rows of figures: those of one area or precinct, those of one level, or all. */
export interface RowsOptions {
  readonly area?: string | undefined;
  readonly level?: RowLevel | undefined;
}

export type SavedRow = ['row', RowLevel, string, unknown];

/** Rows of figures from the country down to the precincts, those of a level in the order of their codes' UTF-16 code units. */
export class FigureRows<R extends FigureRow> {
  readonly #make: (place: Place) => R;
  readonly #rows = new Map<string, R>();
  readonly #paths = new Map<string, readonly R[]>();
  #sorted: readonly R[] | undefined;

  constructor(make: (place: Place) => R) {
    this.#make = make;
  }

  /** The row of a place; made when there is none. */
  at(place: Place): R {
    const key = `${place.level}/${place.code}`;
    let row = this.#rows.get(key);
    if (!row) {
      row = this.#make(place);
      this.#rows.set(key, row);
      this.#sorted = undefined;
    }
    return row;
  }

  /** The rows that a precinct's figures are added to: its own first, then those of the areas above it, nearest first. */
  path(precinct: string, territory: Territory): readonly R[] {
    let path = this.#paths.get(precinct);
    if (!path) {
      path = territory.upFromPrecinct(precinct).map((place) => this.at(place));
      this.#paths.set(precinct, path);
    }
    return path;
  }

  all(): readonly R[] {
    this.#sorted ??= [...this.#rows.values()].toSorted(
      (a, b) => rowLevels.indexOf(a.level) - rowLevels.indexOf(b.level) || (a.code < b.code ? -1 : 1),
    );
    return this.#sorted;
  }

  select({ area, level }: RowsOptions): R[] {
    return this.all().filter(
      (row) => (area === undefined || row.code === area) && (level === undefined || row.level === level),
    );
  }

  *save(): Iterable<SavedRow> {
    for (const row of this.#rows.values()) yield ['row', row.level, row.code, row.save()];
  }

  restore([, level, code, saved]: SavedRow): void {
    this.at({ level, code }).restore(saved as never);
  }
}
