/** A place where two pieces of JSON say different things, as a JSON pointer; `null`: nothing is said there. */
export interface JsonDifference {
  readonly field: string;
  readonly first: number | string | null;
  readonly second: number | string | null;
}

/** Every place in which two pieces differ, in the order of the first, then of the second. `null` says nothing. */
export function jsonDifferences(first: object, second: object): JsonDifference[] {
  const [a, b] = [leaves(first), leaves(second)];
  return [...new Set([...a.keys(), ...b.keys()])].flatMap((field) => {
    const [left, right] = [a.get(field) ?? null, b.get(field) ?? null];
    return left === right ? [] : [{ field, first: left, second: right }];
  });
}

/** Each number and text of a piece by its JSON pointer. */
function leaves(piece: object): Map<string, number | string> {
  const found = new Map<string, number | string>();
  const visit = (at: string, value: unknown): void => {
    if (typeof value === 'number' || typeof value === 'string') found.set(at, value);
    else if (value !== null && typeof value === 'object') {
      for (const [key, inner] of Object.entries(value)) visit(`${at}/${key}`, inner);
    }
  };
  visit('', piece);
  return found;
}
