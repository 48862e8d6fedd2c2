import { type AreaLevel, areaLevels } from '../../../domain/area/events.ts';

/** An area or a precinct; their codes may be alike. */
export interface Place {
  readonly level: AreaLevel | 'precinct';
  readonly code: string;
}
export const levels: readonly Place['level'][] = [...areaLevels, 'precinct'];

/** How the areas and precincts of an election lie in each other. */
export class Territory {
  readonly #areas = new Map<string, { readonly level: AreaLevel; readonly parent: string | null }>();
  /** By area: the areas and precincts right below it. */
  readonly #below = new Map<string, Place[]>();
  readonly #homes = new Map<string, string>();

  registerArea(code: string, level: AreaLevel, parent: string | null): void {
    this.#areas.set(code, { level, parent });
    if (parent !== null) this.#list(parent).push({ level, code });
  }

  formPrecinct(code: string, area: string): void {
    this.#homes.set(code, area);
    this.#list(area).push({ level: 'precinct', code });
  }

  /** The area that a precinct lies in; `undefined` for a precinct that was not formed. */
  homeOf(precinct: string): string | undefined {
    return this.#homes.get(precinct);
  }

  /** An area and those above it, nearest first; areas that were not registered are none. */
  up(area: string | undefined): Place[] {
    const places: Place[] = [];
    for (let code: string | null | undefined = area; code !== null && code !== undefined;) {
      const found = this.#areas.get(code);
      if (!found || places.some((place) => place.code === code)) break;
      places.push({ level: found.level, code });
      code = found.parent;
    }
    return places;
  }

  /** Every area and precinct below an area, however far. */
  below(area: string): Place[] {
    const places: Place[] = [];
    const seen = new Set<string>();
    for (let at: string | undefined = area, next: string[] = []; at !== undefined; at = next.pop()) {
      if (seen.has(at)) continue;
      seen.add(at);
      for (const place of this.#below.get(at) ?? []) {
        places.push(place);
        if (place.level !== 'precinct') next.push(place.code);
      }
    }
    return places;
  }

  #list(area: string): Place[] {
    let list = this.#below.get(area);
    if (!list) this.#below.set(area, (list = []));
    return list;
  }
}

/** From the country down; those of a level in the order of their codes' UTF-16 code units. */
export function inOrder<P extends Place>(places: readonly P[]): P[] {
  return places.toSorted((a, b) => levels.indexOf(a.level) - levels.indexOf(b.level) || (a.code < b.code ? -1 : 1));
}
