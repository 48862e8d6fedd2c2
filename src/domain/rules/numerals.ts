/** Figures in words, as a protocol's form asks for them beside the digits: Kazakh and Russian cardinals up to 999,999,999. */
export type NumeralLanguage = 'kk' | 'ru';

interface Numerals {
  readonly zero: string;
  readonly units: readonly string[];
  /** 10 to 19, where they are words of their own. */
  readonly teens?: readonly string[];
  readonly tens: readonly string[];
  readonly hundreds: readonly string[];
  /** The word for so many thousands and millions. */
  readonly thousand: (n: number) => string;
  readonly million: (n: number) => string;
}

const russianForm =
  (one: string, few: string, many: string) =>
  (n: number): string => {
    const [tens, unit] = [Math.floor(n / 10) % 10, n % 10];
    if (tens === 1 || unit === 0 || unit >= 5) return many;
    return unit === 1 ? one : few;
  };

const numerals: Record<NumeralLanguage, Numerals> = {
  kk: {
    zero: 'нөл',
    units: ['', 'бір', 'екі', 'үш', 'төрт', 'бес', 'алты', 'жеті', 'сегіз', 'тоғыз'],
    tens: ['', 'он', 'жиырма', 'отыз', 'қырық', 'елу', 'алпыс', 'жетпіс', 'сексен', 'тоқсан'],
    hundreds: ['', ...['', 'екі ', 'үш ', 'төрт ', 'бес ', 'алты ', 'жеті ', 'сегіз ', 'тоғыз '].map((n) => `${n}жүз`)],
    thousand: () => 'мың',
    million: () => 'миллион',
  },
  ru: {
    zero: 'ноль',
    units: ['', 'один', 'два', 'три', 'четыре', 'пять', 'шесть', 'семь', 'восемь', 'девять'],
    teens: [
      'десять',
      'одиннадцать',
      'двенадцать',
      'тринадцать',
      'четырнадцать',
      'пятнадцать',
      'шестнадцать',
      'семнадцать',
      'восемнадцать',
      'девятнадцать',
    ],
    tens: ['', '', 'двадцать', 'тридцать', 'сорок', 'пятьдесят', 'шестьдесят', 'семьдесят', 'восемьдесят', 'девяносто'],
    hundreds: ['', 'сто', 'двести', 'триста', 'четыреста', 'пятьсот', 'шестьсот', 'семьсот', 'восемьсот', 'девятьсот'],
    thousand: russianForm('тысяча', 'тысячи', 'тысяч'),
    million: russianForm('миллион', 'миллиона', 'миллионов'),
  },
};

/** A whole number from 0 to 999,999,999 in words, lower case; Russian in the masculine, but for the thousands. */
export function inWords(n: number, language: NumeralLanguage): string {
  const words = numerals[language];
  if (n === 0) return words.zero;
  const [millions, thousands, rest] = [Math.floor(n / 1_000_000), Math.floor(n / 1000) % 1000, n % 1000];
  const parts: string[] = [];
  if (millions > 0) parts.push(...belowThousand(millions, words), words.million(millions));
  if (thousands > 0) parts.push(...feminine(belowThousand(thousands, words)), words.thousand(thousands));
  parts.push(...belowThousand(rest, words));
  return parts.join(' ');
}

function belowThousand(n: number, { hundreds, tens, teens, units }: Numerals): string[] {
  const [hundred, below] = [hundreds[Math.floor(n / 100)]!, n % 100];
  const [ten, unit] =
    teens && below >= 10 && below < 20 ? [teens[below - 10]!, ''] : [tens[Math.floor(below / 10)]!, units[below % 10]!];
  return [hundred, ten, unit].filter((word) => word !== '');
}

/** Russian counts thousands in the feminine; Kazakh has no genders, and no such words. */
function feminine(words: string[]): string[] {
  return words.map((word) => (word === 'один' ? 'одна' : word === 'два' ? 'две' : word));
}

/**
 * Whether words say this number. Case, spacing, hyphens, punctuation, "ё" and gender do not matter, nor whether a
 * leading "one" stands before a thousand or a hundred.
 */
export function sayNumber(text: string, n: number, language: NumeralLanguage): boolean {
  return plain(text) === plain(inWords(n, language));
}

const alike: Readonly<Record<string, string>> = { одна: 'один', одно: 'один', две: 'два', нуль: 'ноль' };
const scales = new Set(['тысяча', 'миллион', 'мың', 'жүз']);

function plain(text: string): string {
  const words = text
    .normalize('NFC')
    .toLocaleLowerCase('ru')
    .replaceAll('ё', 'е')
    .split(/[^\p{L}]+/u)
    .filter((word) => word !== '')
    .map((word) => alike[word] ?? word);
  return words
    .filter(
      (word, i) =>
        !((word === 'один' || word === 'бір') && i === 0 && scales.has(words[1] ?? '')) && !kazakhOneHundred(words, i),
    )
    .join(' ');
}

/** "бір жүз" after a thousand: the same as "жүз". */
function kazakhOneHundred(words: readonly string[], i: number): boolean {
  return words[i] === 'бір' && words[i + 1] === 'жүз';
}
