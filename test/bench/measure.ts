/** One line of the benchmark: a ratio of two rates measured in the same run, and what it must reach. */
export interface Measure {
  readonly name: string;
  /** Median over the rounds. */
  readonly ratio: number;
  /** At least this much; for a `unit`, at most. */
  readonly target?: number;
  /** Absent for a ratio; else what `ratio` counts, e.g. `ms`: then less is better. */
  readonly unit?: string;
  /** What the ratio was made of, by name with its unit, e.g. `events/s`. */
  readonly figures: Readonly<Record<string, number>>;
}

/** The middle value; the mean of the two middle ones of an even number. */
export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** How many a second: `count` things done by `work`. */
export async function rate(count: number, work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return (count * 1000) / (performance.now() - start);
}

/**
 * A compiled module of `dist`, with the types of its source: what is measured is what is shipped.
 * @param path below `src`, without an ending, e.g. `event-store/sqlite/store`
 */
export async function built<Module>(path: string): Promise<Module> {
  return (await import(new URL(`../../dist/${path}.js`, import.meta.url).href)) as Module;
}
