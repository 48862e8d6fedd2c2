import { apportion } from './apportion.ts';
import type { Lot } from './lots.ts';
import type { RegionOfScale } from './scales.ts';
import type { Xoshiro } from './xoshiro.ts';

/** The most voters of a precinct (art. 23). */
const largestRoll = 3_000;

/** Voters by precinct: many small ones and few large, none above the limit but those whose lot it is. */
export function dealOut(
  total: number,
  regions: readonly RegionOfScale[],
  lots: readonly (Lot | undefined)[],
  chance: Xoshiro,
): number[] {
  // National precincts are large: their spread stops short of the limit, and leaves no room for regions to differ.
  const large = total / regions.length > 1_000;
  const weights = regions.map(({ size }) =>
    large ? 0.1 + 1.7 * chance.next() : size * (0.2 + 2.4 * chance.next() ** 2),
  );
  const rolls = apportion(total, weights, 20);
  return rolls.map((roll, i) => (lots[i] === 'C9' ? largestRoll + chance.between(1, 60) : Math.min(roll, largestRoll)));
}

/** Ballots issued by precinct: spread about the region's turnout, and in each region together just that turnout. */
export function issuedBallots(
  regions: readonly RegionOfScale[],
  rolls: readonly number[],
  lots: readonly (Lot | undefined)[],
  chance: Xoshiro,
): number[] {
  const issued = regions.map(({ turnout }, i) => {
    const share = turnout / 100 + (chance.next() - 0.5) * 0.12;
    return lots[i] === 'C7-roll' ? rolls[i]! : Math.round(rolls[i]! * share);
  });
  for (const [region, places] of Map.groupBy(regions.keys(), (i) => regions[i]!)) {
    const sum = (of: readonly number[]) => places.reduce((total, i) => total + of[i]!, 0);
    let short = Math.round((sum(rolls) * region.turnout) / 100) - sum(issued);
    const movable = places.filter((i) => lots[i] !== 'C7-roll');
    while (short !== 0) {
      for (const i of movable) {
        const step = Math.sign(short);
        if (step > 0 && issued[i]! >= rolls[i]!) continue;
        issued[i]! += step;
        if ((short -= step) === 0) break;
      }
    }
  }
  return issued;
}
