import { numberFormat, pluralRules } from './formats.ts';

/** A text, or its forms by the plural categories of its language (CLDR); `{name}` stands for a value. */
export type Message = string | ({ readonly other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

/**
 * A message with its values in place; the form is chosen by the value `n`.
 * @param numbers language tag whose numbers it is written with
 */
export function filled(
  message: Message,
  language: string,
  numbers: string,
  values: Readonly<Record<string, string | number>>,
): string {
  const text = typeof message === 'string' ? message : (message[formOf(language, values['n'])] ?? message.other);
  const number = numberFormat(numbers);
  return text.replace(/\{(\w+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (value === undefined) return whole;
    return typeof value === 'number' ? number.format(value) : value;
  });
}

function formOf(language: string, n: string | number | undefined): Intl.LDMLPluralRule {
  return pluralRules(language).select(Number(n ?? 0));
}
