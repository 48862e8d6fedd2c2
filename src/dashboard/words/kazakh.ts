/** What browsers often leave out of their locale data: how Kazakh writes dates. */

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

/** A date in words, e.g. `2021 ж. 25 шілде`. */
export function kazakhDate(date: Date, timeZone: string | undefined): string {
  const parts = new Intl.DateTimeFormat('en', { year: 'numeric', month: 'numeric', day: 'numeric', timeZone });
  const of = Object.fromEntries(parts.formatToParts(date).map(({ type, value }) => [type, Number(value)]));
  return `${of['year']} ж. ${of['day']} ${months[of['month']! - 1]}`;
}
