import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { MalformedBody, parseBody } from '../../src/http/json-body.ts';

const parse = (text: string): unknown => parseBody(Buffer.from(text));

function refusalOf(body: Buffer | string): string {
  try {
    parseBody(Buffer.from(body as string));
  } catch (error) {
    if (error instanceof MalformedBody) return error.code;
    throw error;
  }
  return 'accepted';
}

/** JSON values whose keys are not reserved, and no deeper than bodies may be. */
const values = fc.jsonValue({ maxDepth: 8, stringUnit: 'grapheme' }).filter((value) => {
  const text = JSON.stringify(value);
  return !/"(__proto__|constructor|toString|valueOf|\w+Of|is\w+|has\w+|\w+String|__\w+__)":/.test(text);
});

/** The same value, spelled otherwise: with white space, and every character of every string escaped. */
function spelled(value: unknown): string {
  return JSON.stringify(value, null, 3).replaceAll(/"(?:[^"\\]|\\.)*"/g, (quoted) => {
    const units = (JSON.parse(quoted) as string).split('');
    return `"${units.map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join('')}"`;
  });
}

describe('a body', () => {
  test('reads as JSON.parse reads it, however it is spelled', () => {
    fc.assert(
      fc.property(values, (value) => {
        const text = JSON.stringify(value);
        expect(parse(text)).toEqual(JSON.parse(text));
        expect(parse(spelled(value))).toEqual(JSON.parse(text));
      }),
    );
  });

  test.each([
    ['a key twice', '{"a":1,"a":2}', 'DUPLICATE_KEY'],
    ['a key twice, once escaped', '{"a":1,"\\u0061":2}', 'DUPLICATE_KEY'],
    ['a key twice, deep inside', '[{"b":[{"a":1 , "c":{}, "a" :2}]}]', 'DUPLICATE_KEY'],
    ['__proto__', '{"__proto__":{"at":1}}', 'RESERVED_KEY'],
    ['__proto__, escaped', '{"__pr\\u006fto__":{}}', 'RESERVED_KEY'],
    ['a constructor', '{"name":{"constructor":{"prototype":{}}}}', 'RESERVED_KEY'],
    ['a method of every object', '{"hasOwnProperty":1}', 'RESERVED_KEY'],
    ['17 levels', '['.repeat(17) + ']'.repeat(17), 'BODY_TOO_DEEP'],
    ['100,000 levels', '['.repeat(100_000) + ']'.repeat(100_000), 'BODY_TOO_DEEP'],
    ['half a surrogate pair', '["\\ud800"]', 'MALFORMED_UNICODE'],
    ['half a surrogate pair in a key', '{"\\udc00":1}', 'MALFORMED_UNICODE'],
    ['a number too long to keep', '[9007199254740993]', 'NUMBER_NOT_EXACT'],
    ['a number too large to keep', '[1e400]', 'NUMBER_NOT_EXACT'],
    ['a number with needless digits', '[1.0]', 'NUMBER_NOT_EXACT'],
    ['less than nothing of nothing', '[-0]', 'NUMBER_NOT_EXACT'],
    ['nothing', '', 'BODY_NOT_JSON'],
    ['a comma too many', '[1,]', 'BODY_NOT_JSON'],
    ['two values', '{} {}', 'BODY_NOT_JSON'],
    ['bytes that are no UTF-8', Buffer.from([0x22, 0xff, 0x22]), 'BODY_NOT_UTF8'],
  ])('with %s is refused', (_, body, code) => {
    expect(refusalOf(body)).toBe(code);
  });

  test.each([
    ['the same key in two objects', '[{"a":1},{"a":2}]'],
    ['a key again as a value', '{"a":"a","b":["a"]}'],
    ['quotes, braces and colons within strings', '{"a":"\\"{[:","b":"}]\\\\"}'],
    ['16 levels', '['.repeat(16) + ']'.repeat(16)],
    ['a whole surrogate pair', '["\\ud83d\\uddf3"]'],
  ])('with %s is taken', (_, body) => {
    expect(parse(body)).toEqual(JSON.parse(body));
  });
});
