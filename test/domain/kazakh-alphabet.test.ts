import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { inKazakhOrder } from '../../src/domain/rules/kazakh-alphabet.ts';

/** Node has the locale data of the world, Kazakh among it; browsers need not. */
const icu = new Intl.Collator('kk');

const letters = [...'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя'];
const others = [...` -.,'"«»()/0123456789`, 'и\u0306', 'е\u0308', 'а\u0301', ...'їўyzé'];
const name = (characters: readonly string[]) =>
  fc.string({
    unit: fc.constantFrom(...characters, ...characters.map((each) => each.toUpperCase())),
    maxLength: 6,
  });

describe('names in Kazakh and Russian', () => {
  test.each<[string, readonly string[]]>([
    ['of all letters', letters],
    ['of letters and of what else stands in names', [...letters, ...others]],
    ['of a few that are easily taken for each other', ['и', 'й', 'е', 'ё', 'к', 'қ', 'ы', 'і', ' ', '-']],
  ])('%s stand in the order that Unicode gives Kazakh', (_, characters) => {
    fc.assert(
      fc.property(name(characters), name(characters), (a, b) => {
        expect(Math.sign(inKazakhOrder(a, b))).toBe(Math.sign(icu.compare(a, b)));
      }),
      { numRuns: 2_000 },
    );
  });

  test('of other letters stand somewhere, and always there', () => {
    const any = fc.string({ unit: 'grapheme', maxLength: 4 });
    fc.assert(
      fc.property(fc.array(any, { maxLength: 5 }), (names) => {
        const order = (some: readonly string[]) => some.toSorted((a, b) => inKazakhOrder(a, b) || (a < b ? -1 : 1));
        expect(order(names.toReversed())).toEqual(order(names));
      }),
    );
  });
});
