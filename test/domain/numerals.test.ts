import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { inWords, type NumeralLanguage, sayNumber } from '../../src/domain/rules/numerals.ts';

const languages: readonly NumeralLanguage[] = ['kk', 'ru'];

const written: [number, string, string][] = [
  [0, 'нөл', 'ноль'],
  [1, 'бір', 'один'],
  [2, 'екі', 'два'],
  [10, 'он', 'десять'],
  [11, 'он бір', 'одиннадцать'],
  [12, 'он екі', 'двенадцать'],
  [13, 'он үш', 'тринадцать'],
  [14, 'он төрт', 'четырнадцать'],
  [19, 'он тоғыз', 'девятнадцать'],
  [20, 'жиырма', 'двадцать'],
  [21, 'жиырма бір', 'двадцать один'],
  [40, 'қырық', 'сорок'],
  [55, 'елу бес', 'пятьдесят пять'],
  [90, 'тоқсан', 'девяносто'],
  [100, 'жүз', 'сто'],
  [101, 'жүз бір', 'сто один'],
  [111, 'жүз он бір', 'сто одиннадцать'],
  [200, 'екі жүз', 'двести'],
  [402, 'төрт жүз екі', 'четыреста два'],
  [999, 'тоғыз жүз тоқсан тоғыз', 'девятьсот девяносто девять'],
  [1000, 'бір мың', 'одна тысяча'],
  [1001, 'бір мың бір', 'одна тысяча один'],
  [1100, 'бір мың жүз', 'одна тысяча сто'],
  [2000, 'екі мың', 'две тысячи'],
  [2150, 'екі мың жүз елу', 'две тысячи сто пятьдесят'],
  [5000, 'бес мың', 'пять тысяч'],
  [11000, 'он бір мың', 'одиннадцать тысяч'],
  [12000, 'он екі мың', 'двенадцать тысяч'],
  [21000, 'жиырма бір мың', 'двадцать одна тысяча'],
  [22000, 'жиырма екі мың', 'двадцать две тысячи'],
  [101000, 'жүз бір мың', 'сто одна тысяча'],
  [112000, 'жүз он екі мың', 'сто двенадцать тысяч'],
  [1000000, 'бір миллион', 'один миллион'],
  [2000000, 'екі миллион', 'два миллиона'],
  [11000000, 'он бір миллион', 'одиннадцать миллионов'],
  [21000001, 'жиырма бір миллион бір', 'двадцать один миллион один'],
  [
    999999999,
    'тоғыз жүз тоқсан тоғыз миллион тоғыз жүз тоқсан тоғыз мың тоғыз жүз тоқсан тоғыз',
    'девятьсот девяносто девять миллионов девятьсот девяносто девять тысяч девятьсот девяносто девять',
  ],
];

const number = fc.oneof(
  fc.nat(999_999_999),
  fc.nat(3_000),
  fc.tuple(fc.nat(999), fc.nat(999), fc.nat(999)).map(([a, b, c]) => (a * 1000 + b) * 1000 + c),
);

describe('a number in words', () => {
  test.each(written)('%i is "%s" and "%s"', (n, kk, ru) => {
    expect(inWords(n, 'kk')).toBe(kk);
    expect(inWords(n, 'ru')).toBe(ru);
  });

  test.each([
    ['ru', 1000, 'тысяча'],
    ['ru', 1000, 'ТЫСЯЧА'],
    ['ru', 1001, 'тысяча один'],
    ['ru', 1000000, 'миллион'],
    ['ru', 21, 'двадцать одна'],
    ['ru', 21, 'Двадцать-один'],
    ['ru', 22, 'двадцать две'],
    ['ru', 4, 'четырё'],
    ['ru', 402, '  четыреста,\nдва. '],
    ['ru', 0, 'нуль'],
    ['ru', 0, 'Ноль'],
    ['kk', 1000, 'мың'],
    ['kk', 1000, 'Бір Мың'],
    ['kk', 100, 'бір жүз'],
    ['kk', 1100, 'мың жүз'],
    ['kk', 1100, 'бір мың бір жүз'],
    ['kk', 1100, 'мың бір жүз'],
    ['kk', 2150, 'екі мың бір жүз елу'],
    ['kk', 21, 'ЖИЫРМА БІР'],
  ] as const)('in %s of %i is also "%s"', (language, n, text) => {
    expect(sayNumber(text, n, language)).toBe(true);
  });

  test.each([
    ['ru', 21, 'двадцать'],
    ['ru', 1, ''],
    ['ru', 0, ''],
    ['ru', 12, 'двенадцать двенадцать'],
    ['ru', 402, '402'],
    ['ru', 402, 'четыреста два голоса'],
    ['ru', 21000, 'двадцать тысяча'],
    ['ru', 1, 'тысяча один'],
    ['ru', 1000, 'тысячи'],
    ['kk', 402, 'четыреста два'],
    ['kk', 200, 'жүз'],
    ['kk', 101, 'жүз'],
    ['kk', 21, 'жиырма'],
    ['kk', 1000, 'екі мың'],
  ] as const)('in %s of %i is not "%s"', (language, n, text) => {
    expect(sayNumber(text, n, language)).toBe(false);
  });

  test.each(languages)('says itself and no other, in %s', (language) => {
    fc.assert(
      fc.property(number, number, (n, m) => {
        const words = inWords(n, language);
        expect(sayNumber(words, n, language)).toBe(true);
        expect(sayNumber(words.toLocaleUpperCase('ru'), n, language)).toBe(true);
        for (const other of [n + 1, n - 1, n * 10, n * 1000].filter((each) => each !== n && each >= 0 && each < 1e9)) {
          expect(sayNumber(words, other, language)).toBe(false);
        }
        expect(sayNumber(words, m, language)).toBe(n === m);
        expect(inWords(m, language) === words).toBe(n === m);
      }),
      { numRuns: 300 },
    );
  });

  test.each(languages)('differs for every number of a precinct, whatever variants are admitted, in %s', (language) => {
    const seen = new Set<string>();
    for (let n = 0; n <= 3_100; n += 1) seen.add(inWords(n, language));
    expect(seen.size).toBe(3_101);
    for (let n = 1; n <= 3_100; n += 1) expect(sayNumber(inWords(n, language), n - 1, language)).toBe(false);
  });
});
