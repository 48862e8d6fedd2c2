/** Calendar arithmetic on days and instants, without a clock: the moment always comes in. */

/** `2021-07-25` and a number of days (negative: before) -> the day that far away. */
export function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** True for a day that the calendar has: `2021-02-30` has the form of a day but is none. */
export function isRealDay(day: string): boolean {
  const time = Date.parse(`${day}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(day);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/**
 * An instant as a wall clock of the zone shows it, `2021-07-10T18:00:00`: two of one zone compare as strings.
 * @throws RangeError for an instant or a zone that does not exist
 */
export function localTime(instant: string, timeZone: string): string {
  let format = formats.get(timeZone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
    formats.set(timeZone, format);
  }
  return format.format(new Date(instant)).replace(' ', 'T');
}

/** True for an IANA zone this runtime knows. */
export function isTimeZone(timeZone: string): boolean {
  try {
    localTime('2021-07-25T00:00:00Z', timeZone);
    return true;
  } catch {
    return false;
  }
}
