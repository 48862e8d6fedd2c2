import { addDays, instantOf } from '../../domain/clock.ts';
import type { Role } from '../../access/role.ts';
import type { Terminal } from '../terminal.ts';
import type { Chance } from './chance.ts';
import { country, type District, type Locality, type Precinct, region } from './country.ts';
import type { Receipt, Staff } from './staff.ts';

export const election = 'akims-of-ulgi';
export const timeZone = 'Asia/Almaty';

/** A contest of the play: the district whose commission conducts it, and the locality that votes. */
export interface Contest {
  readonly district: District;
  readonly locality: Locality;
}

/** Where the play is played: its people, its places, its day. */
export class Stage {
  readonly staff: Staff;
  readonly terminal: Terminal;
  readonly chance: Chance;
  readonly day: string;
  readonly districts: readonly District[];
  readonly contests: readonly Contest[];
  #boxes: ReadonlyMap<string, readonly string[]> | undefined;

  constructor(staff: Staff, terminal: Terminal, chance: Chance, votingDay: string) {
    this.staff = staff;
    this.terminal = terminal;
    this.chance = chance;
    this.day = votingDay;
    this.districts = country(chance);
    this.contests = this.districts.flatMap((district) =>
      district.localities.map((locality) => ({ district, locality })),
    );
  }

  /** Local time so many days before the vote (negative: after), as an instant. */
  at(daysBefore: number, time: string): string {
    return instantOf(`${addDays(this.day, -daysBefore)}T${time}:00`, timeZone);
  }

  /** The chair of the region's commission acts, which calls the election and knows its areas. */
  region(parts: readonly string[], body: object): Promise<Receipt> {
    return this.staff.act('region.chair', 'territorial-commission', region.code, parts, body);
  }

  /** A member of the district's commission acts; the chair is the first. */
  territorial(
    { code, commission }: Pick<District, 'code' | 'commission'>,
    parts: readonly string[],
    body: object,
    member = 0,
  ) {
    return this.#act(commission[member]!.official, 'territorial-commission', code, parts, body);
  }

  /** A member of a precinct's commission acts; the secretary is the second. */
  precinct(
    { code, commission }: Pick<Precinct, 'code' | 'commission'>,
    parts: readonly string[],
    body: object,
    member = 1,
  ) {
    return this.#act(commission[member]!.official, 'precinct-commission', code, parts, body);
  }

  /** An observer acts. */
  observer(official: string, precinct: string, parts: readonly string[], body: object) {
    return this.#act(official, 'observer', precinct, parts, body);
  }

  #act(official: string, role: Role, area: string, parts: readonly string[], body: object): Promise<Receipt> {
    return this.staff.act(official, role, area, [election, ...parts], body);
  }

  /** What is found in each precinct's boxes, invented once. */
  boxes(invent: (locality: Locality) => readonly (readonly string[])[]): ReadonlyMap<string, readonly string[]> {
    this.#boxes ??= new Map(
      this.contests.flatMap(({ locality }) => {
        const found = invent(locality);
        return locality.precincts.map((precinct, i) => [precinct.code, found[i]!] as const);
      }),
    );
    return this.#boxes;
  }

  /** What anybody may read. */
  read<A>(parts: readonly string[]): Promise<A> {
    return this.staff.read([election, ...parts]);
  }

  say(words: string): void {
    this.terminal.say(`  ${words}`);
  }
}
