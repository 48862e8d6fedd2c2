import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { apportion } from '../../src/cli/simulate/apportion.ts';
import { AnswerSheet } from '../../src/cli/simulate/answers.ts';
import { countsOf } from '../../src/cli/simulate/count.ts';
import { type Country, countryOf } from '../../src/cli/simulate/country.ts';
import { type ScaleId, scales } from '../../src/cli/simulate/scales.ts';

/** All papers of a scale but the ballots one by one. */
function answersOf(country: Country) {
  const sheet = new AnswerSheet(country);
  for (const count of countsOf(country)) sheet.add(count);
  return sheet.sheet('simulated');
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, each) => total + each, 0);

/** As the Central Commission published it: per cent, by region. */
const turnoutOf25July2021 = {
  '63': 90.9,
  '31': 90.7,
  '59': 87.1,
  '39': 84.4,
  '43': 83.6,
  '47': 82.4,
  '27': 81.4,
  '15': 79.0,
  '61': 77.1,
  '55': 76.9,
  '35': 75.8,
  '11': 75.5,
  '23': 74.4,
  '19': 66.5,
};

describe('the elections of rural akims of 25.07.2021', () => {
  const country = countryOf(scales['kz-2021'], 2021);
  const answers = answersOf(country);

  test('have 730 contests, 1,847 precincts, 1,419 self-nominated candidates and 878 of parties, 0.95 million ballots', () => {
    expect(answers.contests).toHaveLength(730);
    expect(answers.precincts).toBe(1_847);
    expect(answers.candidates).toEqual({ self: 1_419, party: 878 });
    expect(answers.figures.ballotsInBoxes).toBeGreaterThan(940_000);
    expect(answers.figures.ballotsInBoxes).toBeLessThan(970_000);
    expect(country.constituencies.every(({ candidates }) => candidates.length >= 2)).toBe(true);
  });

  test('have the turnout of the day in each region, to a tenth of a point', () => {
    const told = Object.fromEntries(answers.turnout.map(({ region, turnout }) => [region.slice(0, 2), turnout]));
    expect(Object.keys(told).toSorted()).toEqual(Object.keys(turnoutOf25July2021).toSorted());
    for (const [region, turnout] of Object.entries(turnoutOf25July2021)) {
      expect(Math.abs(told[region]! - turnout)).toBeLessThan(0.1);
    }
  });

  test('have two precincts for each relation that is broken, each in another precinct', () => {
    const relations = Map.groupBy(answers.faultyProtocols, ({ relation }) => relation);
    expect([...relations].map(([relation, faults]) => [relation, faults.length]).toSorted()).toEqual(
      ['C1', 'C14', 'C2', 'C3', 'C5', 'C7', 'C8', 'C9'].map((relation) => [relation, 2]),
    );
    expect(new Set(answers.faultyProtocols.map(({ precinct }) => precinct)).size).toBe(14);
  });
});

describe.each<ScaleId>(['day', 'kz-2021', 'national'])('at the scale %s', (id) => {
  const scale = scales[id];
  const country = countryOf(scale, 7);

  test('there are as many of each kind as the scale says', () => {
    const { constituencies, areas } = country;
    const precincts = constituencies.flatMap((each) => each.precincts);
    expect(precincts).toHaveLength(scale.precincts);
    expect(constituencies).toHaveLength(sum(scale.regions.map(({ contests }) => contests)));
    expect(sum(constituencies.map(({ candidates }) => candidates.length))).toBe(scale.candidates);
    expect(areas.filter(({ level }) => level === 'district')).toHaveLength(scale.districts);
  });

  test('area codes have nine digits, lie in the code above and come once, parents first', () => {
    const met = new Set<string>();
    for (const { code, parent, level } of country.areas) {
      expect(met.has(code)).toBe(false);
      met.add(code);
      if (parent === null) continue;
      expect(met.has(parent)).toBe(true);
      expect(code).toMatch(/^\d{9}$/);
      if (level !== 'region')
        expect(code.slice(0, level === 'district' ? 2 : 4)).toBe(parent.slice(0, level === 'district' ? 2 : 4));
    }
  });

  test('a roll has at most 3,000 voters, but where the answers say so; nobody is issued a ballot beyond it', () => {
    const precincts = country.constituencies.flatMap((each) => each.precincts);
    const long = precincts.filter(({ votersOnRoll }) => votersOnRoll > 3_000);
    expect(long.map(({ lot }) => lot)).toEqual(Array.from({ length: scale.faultsPerRelation }, () => 'C9'));
    for (const { votersOnRoll, issued } of precincts) {
      expect(issued).toBeGreaterThan(10);
      expect(issued).toBeLessThanOrEqual(votersOnRoll);
    }
    expect(new Set(precincts.map(({ code }) => code)).size).toBe(precincts.length);
  });

  test('no ballot has two candidates of one name, or of one party', () => {
    for (const { candidates } of country.constituencies) {
      const sponsors = candidates.flatMap(({ party }) => party ?? []);
      expect(new Set(candidates.map(({ name }) => name)).size).toBe(candidates.length);
      expect(new Set(sponsors).size).toBe(sponsors.length);
    }
  });
});

test('every contest has one winner, by ballots as by protocols, and the observers’ copies turn those they are to turn', () => {
  const seeds = fc.integer({ min: 0, max: 999_999_999 });
  fc.assert(
    fc.property(seeds, (seed) => {
      const country = countryOf(scales.day, seed);
      const { contests, copies } = answersOf(country);
      for (const { contest, winner, votes, ballots } of contests) {
        const candidates = country.constituencies.find(({ code }) => code === contest)!.candidates;
        const leaders = (by: Readonly<Record<string, number>>) => {
          const most = Math.max(...candidates.map(({ code }) => by[code]!));
          return candidates.map(({ code }) => code).filter((code) => by[code] === most);
        };
        expect(leaders(votes)).toEqual([winner]);
        expect(leaders(ballots.byChoice)).toEqual([winner]);
        const turned = copies.turned.find((each) => each.contest === contest);
        if (!turned) continue;
        expect(leaders(turned.votes)).toEqual([turned.winner]);
        expect(turned.winner).not.toBe(winner);
      }
      expect(copies.turned).toHaveLength(1);
    }),
    { numRuns: 300 },
  );
});

test('a whole is split into whole parts that add up to it and are near their share', () => {
  const weights = fc.array(fc.double({ min: 0.01, max: 10, noNaN: true }), { minLength: 1, maxLength: 30 });
  fc.assert(
    fc.property(fc.nat(5_000), weights, fc.nat(3), (rest, shares, least) => {
      const total = rest + least * shares.length;
      const parts = apportion(total, shares, least);
      expect(sum(parts)).toBe(total);
      for (const [i, part] of parts.entries()) {
        expect(Math.abs(part - least - (rest * shares[i]!) / sum(shares))).toBeLessThan(1 + 1e-9);
      }
    }),
  );
});
