/** What browsers often leave out of their locale data: how Kazakh orders words and writes dates. */

const alphabet = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
const months = [
  'қаңтар',
  'ақпан',
  'наурыз',
  'сәуір',
  'мамыр',
  'маусым',
  'шілде',
  'тамыз',
  'қыркүйек',
  'қазан',
  'қараша',
  'желтоқсан',
];

/** Compares as the Kazakh alphabet does, numbers by their size; negative when `a` comes first. */
export function inKazakhOrder(a: string, b: string): number {
  const [as, bs] = [keysOf(a), keysOf(b)];
  for (let i = 0; i < Math.min(as.length, bs.length); i++) {
    const difference = as[i]! - bs[i]!;
    if (difference !== 0) return difference;
  }
  return as.length - bs.length || (a < b ? -1 : Number(a > b));
}

/** Signs come before numbers, numbers before letters, Kazakh letters last and in their own order. */
function keysOf(text: string): number[] {
  const pieces = text.toLocaleLowerCase('kk').match(/\d{1,12}|[^]/gu) ?? [];
  return pieces.map((piece) => {
    if (/^\d/.test(piece)) return 1e6 + Number(piece);
    const place = alphabet.indexOf(piece);
    if (place >= 0) return 1e14 + place;
    return /\p{L}/u.test(piece) ? 1e13 + piece.codePointAt(0)! : piece.codePointAt(0)!;
  });
}

/** A date in words, e.g. `2021 ж. 25 шілде`. */
export function kazakhDate(date: Date, timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone });
  const of = Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, Number(value)]));
  return `${of['year']} ж. ${of['day']} ${months[of['month']! - 1]}`;
}
