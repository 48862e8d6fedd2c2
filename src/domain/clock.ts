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

const digits = (n: number) => String(n).padStart(2, '0');

/** A wall clock's `2021-07-10T18:00:00` in a zone -> that instant with its offset, `2021-07-10T18:00:00+06:00`. */
export function instantOf(local: string, timeZone: string): string {
  const asUtc = Date.parse(`${local}Z`);
  let offset = 0;
  // Twice, since the first guess may lie on the other side of a change of the zone's offset.
  for (const _ of [1, 2])
    offset = Date.parse(`${localTime(new Date(asUtc - offset).toISOString(), timeZone)}Z`) - (asUtc - offset);
  const minutes = Math.round(offset / 60_000);
  const size = Math.abs(minutes);
  return `${local}${minutes < 0 ? '-' : '+'}${digits(Math.floor(size / 60))}:${digits(size % 60)}`;
}

/** The same day so many months on; the last of that month where it has no such day. */
export function addMonths(day: string, months: number): string {
  const [year, month] = [Number(day.slice(0, 4)), Number(day.slice(5, 7)) - 1 + months];
  const end = new Date(Date.UTC(year, month + 1, 0)).toISOString().slice(0, 10);
  const same = `${end.slice(0, 8)}${day.slice(8)}`;
  return same < end ? same : end;
}
