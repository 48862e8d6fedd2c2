/** Name and id of a published key: they tell keys apart, and all of a key is too long to read. */
export function nameOfKey(key: string): string {
  return /^[^+]+\+[^+]+/.exec(key.trim())?.[0] ?? key;
}
