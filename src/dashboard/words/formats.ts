/** Formats once made: to make one takes far longer than to use it, and a table asks for one in each cell. */
const made = new Map<string, unknown>();

function once<F>(kind: string, tag: string, options: object, make: () => F): F {
  const key = `${kind} ${tag} ${JSON.stringify(options)}`;
  let format = made.get(key) as F | undefined;
  if (format === undefined) made.set(key, (format = make()));
  return format;
}

export function numberFormat(tag: string, options: Intl.NumberFormatOptions = {}): Intl.NumberFormat {
  return once('number', tag, options, () => new Intl.NumberFormat(tag, options));
}

export function dateFormat(tag: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return once('date', tag, options, () => new Intl.DateTimeFormat(tag, options));
}

export function pluralRules(tag: string): Intl.PluralRules {
  return once('plural', tag, {}, () => new Intl.PluralRules(tag));
}
