import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Xoshiro } from '../../src/cli/simulate/xoshiro.ts';

const drawn = (chance: Xoshiro, count: number) => Array.from({ length: count }, () => chance.bits());

test('the sequence is that of the reference implementation of xoshiro128**, from the state 1, 2, 3, 4', () => {
  expect(drawn(new Xoshiro(1, 2, 3, 4), 10)).toEqual([
    11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
  ]);
});

test('each seed and each label has a sequence of its own, and always the same', () => {
  const sequences = [0, 1, 2, 999_999_999].flatMap((seed) =>
    ['', 'a', 'b', 'count of 313030000'].map((label) => [seed, label] as const),
  );
  const told = sequences.map(([seed, label]) => drawn(Xoshiro.of(seed, label), 4).join(' '));
  expect(new Set(told).size).toBe(sequences.length);
  expect(sequences.map(([seed, label]) => drawn(Xoshiro.of(seed, label), 4).join(' '))).toEqual(told);
});

test('numbers drawn between two bounds reach both and pass neither; shuffling loses nothing', () => {
  fc.assert(
    fc.property(fc.nat(999_999_999), fc.integer({ min: -5, max: 5 }), fc.nat(5), (seed, from, span) => {
      const chance = Xoshiro.of(seed, 'test');
      const numbers = new Set(Array.from({ length: 200 }, () => chance.between(from, from + span)));
      expect([...numbers].toSorted((a, b) => a - b)).toEqual(Array.from({ length: span + 1 }, (_, i) => from + i));
      const items = Array.from({ length: 50 }, (_, i) => i);
      const shuffled = chance.shuffle([...items]);
      expect(shuffled).not.toEqual(items);
      expect(shuffled.toSorted((a, b) => a - b)).toEqual(items);
    }),
  );
});
