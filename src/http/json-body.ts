import { isUtf8 } from 'node:buffer';

/** A body that is not the JSON it says it is, or JSON that two readers could read differently. */
export class MalformedBody extends Error {
  override readonly name = 'MalformedBody';
  constructor(
    readonly code:
      | 'BODY_NOT_UTF8'
      | 'BODY_NOT_JSON'
      | 'BODY_TOO_DEEP'
      | 'DUPLICATE_KEY'
      | 'RESERVED_KEY'
      | 'MALFORMED_UNICODE'
      | 'NUMBER_NOT_EXACT',
    message: string,
  ) {
    super(message);
  }
}

/** Objects and arrays within each other; the deepest request of this API needs three. */
const maxDepth = 16;

/**
 * JSON (RFC 8259) with what that standard leaves open refused, since a record must not depend on who reads it: a key
 * that comes twice, a number that a double does not hold exactly as it is written, half a surrogate pair; and keys that
 * every object inherits, such as `__proto__`.
 * @throws {@link MalformedBody}
 */
export function parseBody(body: Buffer): unknown {
  if (!isUtf8(body)) throw new MalformedBody('BODY_NOT_UTF8', 'The body is not UTF-8.');
  const text = body.toString('utf8');
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MalformedBody('BODY_NOT_JSON', 'The body is not JSON.');
  }
  check(text);
  return value;
}

const token = /"[^"\\]*(?:\\.[^"\\]*)*"|[{}[\]]|-?\d[\d.eE+-]*/g;
const colon = /\s*:/y;

/** Walks the tokens of a text that `JSON.parse` has found well-formed. */
function check(text: string): void {
  /** Keys so far of each object that is open here; `undefined` for an array. */
  const open: (Set<string> | undefined)[] = [];
  for (const { 0: found, index } of text.matchAll(token)) {
    if (found === '{' || found === '[') {
      if (open.push(found === '{' ? new Set() : undefined) > maxDepth) {
        throw new MalformedBody('BODY_TOO_DEEP', `The body nests deeper than ${maxDepth} levels.`);
      }
    } else if (found === '}' || found === ']') {
      open.pop();
    } else if (found.startsWith('"')) {
      checkString(found, open.at(-1), text, index + found.length);
    } else if (String(Number(found)) !== found) {
      throw new MalformedBody(
        'NUMBER_NOT_EXACT',
        `Write numbers plainly, and no longer than they can be kept exactly.`,
      );
    }
  }
}

function checkString(quoted: string, keys: Set<string> | undefined, text: string, end: number): void {
  const string = quoted.includes('\\') ? (JSON.parse(quoted) as string) : quoted.slice(1, -1);
  if (!string.isWellFormed()) throw new MalformedBody('MALFORMED_UNICODE', 'The body holds half a surrogate pair.');
  colon.lastIndex = end;
  if (keys === undefined || !colon.test(text)) return;
  if (string in Object.prototype) throw new MalformedBody('RESERVED_KEY', 'The body holds a key that is reserved.');
  if (keys.has(string)) throw new MalformedBody('DUPLICATE_KEY', 'The body holds a key twice in one object.');
  keys.add(string);
}
