import { apportion } from './apportion.ts';
import { type Lot, lotsOf } from './lots.ts';
import { parties, person, placeNames, placeWords } from './names.ts';
import { dealOut, issuedBallots } from './rolls.ts';
import type { Name, RegionOfScale, Scale } from './scales.ts';
import { Xoshiro } from './xoshiro.ts';

export interface Area {
  readonly code: string;
  readonly parent: string | null;
  readonly level: 'country' | 'region' | 'district' | 'locality';
  readonly name: Name;
}

export interface Precinct {
  readonly code: string;
  readonly votersOnRoll: number;
  readonly issued: number;
  readonly lot: Lot | undefined;
}

export interface Candidate {
  readonly code: string;
  readonly name: string;
  readonly party: string | null;
}

/** A locality that elects its akim: the contest has its code. */
export interface Constituency {
  readonly code: string;
  readonly region: string;
  readonly title: Name;
  readonly candidates: readonly Candidate[];
  readonly precincts: readonly Precinct[];
  /** Observers hold copies of all its protocols, and by them another candidate wins. */
  readonly disputed: boolean;
}

export interface Country {
  readonly scale: Scale;
  readonly seed: number;
  /** Parents before children. */
  readonly areas: readonly Area[];
  readonly constituencies: readonly Constituency[];
}

interface Locality {
  readonly area: Area;
  readonly region: RegionOfScale;
  readonly title: Name;
}

/** Code of the country, which KATO does not give one. */
const countryCode = 'KZ';

/** Places and people of a scale: the same for the same seed. Only papers are not made yet. */
export function countryOf(scale: Scale, seed: number): Country {
  const [areas, localities] = placesOf(scale, seed);
  const chance = Xoshiro.of(seed, 'contests');
  const weights = () => localities.map(() => 0.05 + chance.next() ** 2);
  const precinctCounts = apportion(scale.precincts, weights(), scale.leastPrecincts);
  const candidateCounts = apportion(scale.candidates, weights(), 2);
  const disputed = new Set(
    chance.shuffle([...localities.keys()].filter((i) => precinctCounts[i]! > 1)).slice(0, scale.disputed),
  );
  const regionOfPrecinct = localities.flatMap(({ region }, i) =>
    Array.from({ length: precinctCounts[i]! }, () => region),
  );
  const quiet = localities.flatMap((_, i) => Array.from({ length: precinctCounts[i]! }, () => !disputed.has(i)));
  const lots = lotsOf(scale, quiet, chance);
  const rolls = dealOut(scale.votersOnRoll, regionOfPrecinct, lots, chance);
  const issued = issuedBallots(regionOfPrecinct, rolls, lots, chance);
  const nominated = chance.shuffle(Array.from({ length: scale.candidates }, (_, i) => i >= scale.selfNominated));
  const numbers = new Map<string, number>();
  let [atPrecinct, atCandidate] = [0, 0];
  const constituencies = localities.map(({ area, region, title }, i): Constituency => {
    const precincts = Array.from({ length: precinctCounts[i]! }, (): Precinct => {
      const number = (numbers.get(region.code) ?? 0) + 1;
      numbers.set(region.code, number);
      const at = atPrecinct++;
      return { code: `${region.code}-${number}`, votersOnRoll: rolls[at]!, issued: issued[at]!, lot: lots[at] };
    });
    const byParty = nominated.slice(atCandidate, (atCandidate += candidateCounts[i]!));
    const candidates = candidatesOf(byParty, Xoshiro.of(seed, `people of ${area.code}`));
    return {
      code: area.code,
      region: `${region.code}0000000`,
      title,
      candidates,
      precincts,
      disputed: disputed.has(i),
    };
  });
  return { scale, seed, areas, constituencies };
}

function placesOf({ regions, districts }: Scale, seed: number): [Area[], Locality[]] {
  const areas: Area[] = [{ code: countryCode, parent: null, level: 'country', name: placeWords.country }];
  const localities: Locality[] = [];
  const districtCounts = apportion(
    districts,
    regions.map(({ contests }) => contests),
    1,
  );
  for (const [r, region] of regions.entries()) {
    const code = `${region.code}0000000`;
    areas.push({ code, parent: countryCode, level: 'region', name: region.name });
    const names = placeNames(Xoshiro.of(seed, `districts of ${code}`));
    const contests = apportion(
      region.contests,
      names.slice(0, districtCounts[r]!).map(() => 1),
    );
    for (const [d, count] of contests.entries()) {
      const district = `${region.code}${30 + 2 * d}00000`;
      areas.push({ code: district, parent: code, level: 'district', name: placeWords.district(names[d]!) });
      const own = placeNames(Xoshiro.of(seed, `localities of ${district}`));
      for (let l = 0; l < count; l++) {
        const locality = `${district.slice(0, 4)}${30 + l}000`;
        const area: Area = { code: locality, parent: district, level: 'locality', name: placeWords.locality(own[l]!) };
        areas.push(area);
        localities.push({ area, region, title: placeWords.akim(own[l]!) });
      }
    }
  }
  return [areas, localities];
}

function candidatesOf(byParty: readonly boolean[], chance: Xoshiro): Candidate[] {
  const standing = chance.shuffle([...parties]);
  const names = new Set<string>();
  while (names.size < byParty.length) names.add(person(chance));
  return [...names].map((name, i) => ({ code: `c${i + 1}`, name, party: byParty[i]! ? standing.pop()! : null }));
}
