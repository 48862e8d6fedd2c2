import { Check } from 'typebox/value';
import { codePattern, Official, textPattern } from '../../domain/fields.ts';

/** What is wrong with a cell. */
export class CellFault {
  constructor(
    readonly code: string,
    readonly reason: string,
  ) {}
}

/** Makes a value of a cell's text. */
export type Column<T> = (text: string) => T | CellFault;

const codes = new RegExp(codePattern, 'u');
const texts = new RegExp(textPattern, 'u');

/** Code of an area, precinct, contest or candidate. */
export const code: Column<string> = (text) =>
  codes.test(text)
    ? text
    : fault(
        'BAD_CODE',
        `${shown(text)} is no code: up to 64 letters, digits, ".", "_" or "-", a letter or digit first.`,
      );

/** Official id, as in tokens. */
export const official: Column<string> = (text) =>
  Check(Official, text) ? text : fault('BAD_CODE', `${shown(text)} is no official id.`);

/** Bytes that were no UTF-8 have become U+FFFD: a name that holds it cannot be trusted. */
export const name: Column<string> = (text) => {
  if (text === '') return fault('MISSING', 'A name is wanted here.');
  if (text.includes('\uFFFD')) return fault('BAD_UNICODE', 'The text is not UTF-8.');
  if (!texts.test(text)) return fault('BAD_TEXT', `${shown(text)} is blank, or holds a control character.`);
  return text.length <= 300 ? text : fault('BAD_TEXT', 'A name has at most 300 characters.');
};

/** A whole number of papers or people. */
export const figure: Column<number> = (text) =>
  /^\d{1,9}$/.test(text) ? Number(text) : fault('BAD_NUMBER', `${shown(text)} is no whole number from 0 to 999999999.`);

export const truth: Column<boolean> = (text) =>
  text === 'true' || (text === 'false' ? false : fault('BAD_VALUE', `${shown(text)} is neither true nor false.`));

/** `null` for an empty cell: "the form has no such figure", which is not 0. */
export function orNone<T>(column: Column<T>): Column<T | null> {
  return (text) => (text === '' ? null : column(text));
}

export function oneOf<const V extends string>(values: readonly V[]): Column<V> {
  return (text) =>
    values.find((value) => value === text) ?? fault('BAD_VALUE', `${shown(text)} is none of ${values.join(', ')}.`);
}

function fault(kind: string, reason: string): CellFault {
  return new CellFault(kind, reason);
}

/** A cell as a message may repeat it: quoted, without control characters, not too long. */
export function shown(text: string): string {
  return JSON.stringify(text.length > 60 ? `${text.slice(0, 60)}...` : text);
}
