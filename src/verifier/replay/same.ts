/** Where two JSON values first say different things. */
export interface Difference {
  /** A JSON pointer; empty: the whole. */
  readonly at: string;
  readonly left: unknown;
  readonly right: unknown;
}

/** `undefined` when both say the same. A property that is `undefined` is none, as in JSON. */
export function firstDifference(left: unknown, right: unknown, at = ''): Difference | undefined {
  if (left === right) return undefined;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return { at, left, right };
  }
  if (Array.isArray(left) !== Array.isArray(right)) return { at, left, right };
  const [a, b] = [left as Record<string, unknown>, right as Record<string, unknown>];
  for (const key of Object.keys(a)) {
    const found = firstDifference(a[key], own(b, key), `${at}/${key}`);
    if (found) return found;
  }
  for (const key of Object.keys(b)) {
    if (!Object.hasOwn(a, key) && b[key] !== undefined) return { at: `${at}/${key}`, left: undefined, right: b[key] };
  }
  return undefined;
}

/** Codes are any, `constructor` among them. */
function own(object: Record<string, unknown>, key: string): unknown {
  return Object.hasOwn(object, key) ? object[key] : undefined;
}

/**
 * What an event says, its list of `differences` in the order of their fields. A decider lists them in the order in which
 * the request happened to name its figures, which canonical JSON does not keep: the order says nothing.
 */
export function withoutOrder(data: object): object {
  const { differences } = data as { differences?: readonly { readonly field: string }[] };
  return differences ? { ...data, differences: byField(differences) } : data;
}

export function byField<D extends { readonly field: string }>(differences: readonly D[]): D[] {
  return differences.toSorted((a, b) => (a.field < b.field ? -1 : 1));
}

/** A value in a report: short enough for a line. */
export function shown(value: unknown): string {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > 80 ? `${text.slice(0, 77)}...` : text;
}
