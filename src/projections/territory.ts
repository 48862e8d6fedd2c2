import { type AreaLevel, areaLevels } from '../domain/area/events.ts';

/** Level of a row of figures: an area's, or `precinct`. */
export type RowLevel = AreaLevel | 'precinct';
export const rowLevels: readonly RowLevel[] = [...areaLevels, 'precinct'];

/** An area or a precinct; their codes may be alike. */
export interface Place {
  readonly level: RowLevel;
  readonly code: string;
}

interface AreaNode extends Place {
  readonly level: AreaLevel;
  readonly parent: AreaNode | null;
  readonly children: AreaNode[];
  readonly precincts: PrecinctNode[];
  /** Codes of the contests whose constituency the area is. */
  readonly contests: string[];
}

interface PrecinctNode extends Place {
  readonly level: 'precinct';
  readonly parent: AreaNode;
}

export type SavedTerritory = ['area', string, AreaLevel, string | null] | ['precinct', string, string];

/** How an election's areas, precincts and constituencies lie within each other: along which way figures are added up. */
export class Territory {
  readonly #areas = new Map<string, AreaNode>();
  readonly #precincts = new Map<string, PrecinctNode>();

  registerArea(code: string, level: AreaLevel, parent: string | null): void {
    const above = parent === null ? null : this.#area(parent);
    const area: AreaNode = { code, level, parent: above, children: [], precincts: [], contests: [] };
    above?.children.push(area);
    this.#areas.set(code, area);
  }

  formPrecinct(code: string, area: string): void {
    const parent = this.#area(area);
    const precinct: PrecinctNode = { code, level: 'precinct', parent };
    parent.precincts.push(precinct);
    this.#precincts.set(code, precinct);
  }

  callContest(code: string, constituency: string): void {
    this.#area(constituency).contests.push(code);
  }

  /** An area and those above it, nearest first. */
  upFromArea(code: string): Place[] {
    return [...up(this.#area(code))];
  }

  /** A precinct and the areas above it, nearest first. */
  upFromPrecinct(code: string): Place[] {
    const precinct = this.#precinct(code);
    return [precinct, ...up(precinct.parent)];
  }

  /** Whether a precinct lies in an area, however far below. */
  liesIn(precinct: string, area: string): boolean {
    for (const above of up(this.#precinct(precinct).parent)) if (above.code === area) return true;
    return false;
  }

  /** The areas and precincts below an area, each after the one it lies in. */
  *below(code: string): Iterable<Place> {
    const places: (AreaNode | PrecinctNode)[] = [this.#area(code)];
    for (let place = places.pop(); place; place = places.pop()) {
      if (place.code !== code || place.level === 'precinct') yield place;
      if (place.level !== 'precinct') places.push(...place.precincts, ...place.children);
    }
  }

  /** Codes of the contests in whose constituency an area lies. */
  contestsAtArea(code: string): string[] {
    return [...up(this.#area(code))].flatMap((area) => area.contests);
  }

  /** Codes of the contests that a precinct votes in. */
  contestsAtPrecinct(code: string): string[] {
    return this.contestsAtArea(this.#precinct(code).parent.code);
  }

  *save(): Iterable<SavedTerritory> {
    for (const { code, level, parent } of this.#areas.values()) yield ['area', code, level, parent?.code ?? null];
    for (const { code, parent } of this.#precincts.values()) yield ['precinct', code, parent.code];
  }

  restore(saved: SavedTerritory): void {
    if (saved[0] === 'area') this.registerArea(saved[1], saved[2], saved[3]);
    else this.formPrecinct(saved[1], saved[2]);
  }

  #area(code: string): AreaNode {
    const area = this.#areas.get(code);
    if (!area) throw new Error(`area ${code} was not registered before`);
    return area;
  }

  #precinct(code: string): PrecinctNode {
    const precinct = this.#precincts.get(code);
    if (!precinct) throw new Error(`precinct ${code} was not formed before`);
    return precinct;
  }
}

function* up(area: AreaNode): Iterable<AreaNode> {
  for (let at: AreaNode | null = area; at; at = at.parent) yield at;
}
