import { areas } from '../../projections/areas/projection.ts';
import type { AreasPart } from '../../projections/areas/view.ts';
import { contests } from '../../projections/contests/projection.ts';
import type { ContestsPart } from '../../projections/contests/view.ts';
import { elections } from '../../projections/elections/projection.ts';
import { precincts } from '../../projections/precincts/projection.ts';
import type { PrecinctsPart } from '../../projections/precincts/view.ts';
import type { Place } from '../../projections/territory.ts';
import { UnknownResource } from '../unknown-resource.ts';
import type { KindName } from './kind-names.ts';
import type { Moment } from './moment.ts';

/** What somebody wants to be told of. */
export interface Which {
  readonly election: string;
  /** An area with what lies directly below it, or a precinct. */
  readonly area?: string | undefined;
  readonly contest?: string | undefined;
  /** Kinds of message, with commas between them; when left out all, but no overviews of areas with a contest. */
  readonly kinds?: string | undefined;
}

/** Which rows a reader is told of. Rests on what never changes once recorded: how places lie within each other. */
export class Scope {
  readonly election: string;
  readonly #which: Which;
  readonly #areas: AreasPart;
  readonly #precincts: PrecinctsPart;
  readonly #contests: ContestsPart;

  /** @throws {@link UnknownResource} when the record has no such election, area, precinct or contest */
  constructor(moment: Moment, which: Which) {
    this.election = which.election;
    this.#which = which;
    if (!moment.view(elections).get(which.election)?.election) throw unknown('election', which.election);
    this.#areas = moment.view(areas).get(which.election)!;
    this.#precincts = moment.view(precincts).get(which.election)!;
    this.#contests = moment.view(contests).get(which.election)!;
    const { area, contest } = which;
    if (area !== undefined && !this.#areas.get(area) && !this.#precincts.get(area)) throw unknown('area', area);
    if (contest !== undefined && !this.#contests.get(contest)) throw unknown('contest', contest);
  }

  tells(kind: KindName): boolean {
    const { contest, kinds } = this.#which;
    return kinds ? kinds.split(',').includes(kind) : kind !== 'overview' || contest === undefined;
  }

  /** With a contest: the places that it is added up in. */
  place(place: Place): boolean {
    const { area, contest } = this.#which;
    const way = this.#up(place);
    if (area !== undefined && way[0] !== area && way[1] !== area) return false;
    return contest === undefined || this.#meet(way, this.#contests.get(contest)!.area);
  }

  /** With an area: the contests that are voted in there, in a part of it, or in an area around it. */
  contest({ code, area: constituency }: { readonly code: string; readonly area: string }): boolean {
    const { area, contest } = this.#which;
    if (contest !== undefined && code !== contest) return false;
    return area === undefined || this.#meet(this.#upFrom(area), constituency);
  }

  /** Whether a place, given with all that it lies in, is a part of an area or holds it. */
  #meet(way: readonly string[], area: string): boolean {
    return way.includes(area) || this.#upFrom(area).includes(way[0]!);
  }

  /** A code's area; a precinct's where there is no such area. */
  #upFrom(code: string): string[] {
    return this.#up({ code, level: this.#areas.get(code)?.level ?? 'precinct' });
  }

  /** Codes from a place up to the country. */
  #up({ level, code }: Place): string[] {
    const way = [code];
    let above = level === 'precinct' ? this.#precincts.get(code)!.area : this.#areas.get(code)!.parent;
    while (above !== null) {
      way.push(above);
      above = this.#areas.get(above)!.parent;
    }
    return way;
  }
}

function unknown(what: string, code: string): UnknownResource {
  return new UnknownResource('UNKNOWN_RESOURCE', `The record knows no ${what} ${code}.`);
}
