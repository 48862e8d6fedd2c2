/** Signs that stand in names, as CLDR orders them: before digits, and those before letters. */
const signs = ` _-,;:!?.'"«»()[]/&`;
const alphabet = 'аәбвгғдеёжзийкқлмнңоөпрстуұүфхһцчшщъыіьэюя';
/** NUL stands for every other sign. */
const order = `${signs}\0${'0123456789'}${alphabet}`;

/**
 * Compares names as the Kazakh alphabet does, which holds all letters of Russian in their own order; negative when `a`
 * comes first. Letters decide before accents, those before capitals (the Unicode Collation Algorithm, as CLDR tailors it
 * for `kk`). Our own, since many browsers leave Kazakh out of their locale data, and would order a ballot otherwise.
 */
export function inKazakhOrder(a: string, b: string): number {
  const [first, second] = [keyOf(a), keyOf(b)];
  return first < second ? -1 : Number(first > second);
}

/** A text that sorts as it is written, by units: letters, then accents, then capitals, each ended by NUL. */
function keyOf(name: string): string {
  let [letters, accents, capitals] = ['', '', ''];
  for (const [written] of name.normalize('NFC').matchAll(/[^]\p{M}*/gu)) {
    const small = written.toLowerCase();
    // й and ё are letters of their own, not и and е with an accent.
    const [letter, ...marks] = order.includes(small.charAt(0)) ? small : small.normalize('NFD');
    letters += weight(letter!);
    accents += `\u0001${marks.join('')}`;
    capitals += small === written ? '1' : '2';
  }
  return `${letters}\0${accents}\0${capitals}`;
}

/** Letters of other alphabets come last, by their code. */
function weight(character: string): string {
  const place = order.indexOf(character);
  if (place >= 0 && character !== '\0') return String.fromCharCode(place + 1);
  const before = /\p{L}/u.test(character) ? order.length : signs.length;
  return String.fromCharCode(before + 1) + character;
}
