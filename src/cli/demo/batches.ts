/** Items in runs of `size`, the last one shorter; it says that it is the last. */
export function* inBatches<T>(items: readonly T[], size: number): Generator<{ choices: T[]; last: boolean }> {
  for (let from = 0; from < items.length; from += size) {
    yield { choices: items.slice(from, from + size), last: from + size >= items.length };
  }
}
