/** Printable ASCII without what JSON escapes: most of what is recorded, and quicker so. */
const plain = /^[ !#-[\]-~]*$/;

/**
 * Canonical JSON (RFC 8785, JCS) of plain data: keys in the order of their UTF-16 code units, no white space, numbers as
 * ECMAScript writes them. A property that is `undefined` is left out, as JSON does.
 * @throws TypeError for what JSON cannot say faithfully: a number that is not finite, a lone surrogate, a function
 */
export function canonical(value: unknown): string {
  switch (typeof value) {
    case 'string':
      if (plain.test(value)) return `"${value}"`;
      if (!value.isWellFormed()) throw new TypeError('a string with a lone surrogate');
      return JSON.stringify(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError(`the number ${value}`);
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? `[${Array.from(value, canonical).join(',')}]` : canonicalObject(value);
    default:
      throw new TypeError(`a ${typeof value}`);
  }
}

function canonicalObject(value: object): string {
  let text = '';
  for (const key of Object.keys(value).toSorted()) {
    const field = (value as Record<string, unknown>)[key];
    if (field === undefined) continue;
    text += `${text === '' ? '' : ','}${canonical(key)}:${canonical(field)}`;
  }
  return `{${text}}`;
}
