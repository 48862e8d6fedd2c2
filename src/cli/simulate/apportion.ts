/**
 * Splits a whole number by weights into whole parts that add up to it, each part no less than `least` (largest
 * remainders).
 */
export function apportion(total: number, weights: readonly number[], least = 0): number[] {
  const rest = total - least * weights.length;
  const all = weights.reduce((sum, weight) => sum + weight, 0);
  const exact = weights.map((weight) => (rest * weight) / all);
  const parts = exact.map((part) => Math.floor(part));
  const short = rest - parts.reduce((sum, part) => sum + part, 0);
  const byRemainder = exact.map((part, i) => [part - parts[i]!, i] as const).toSorted(([a], [b]) => b - a);
  for (const [, i] of byRemainder.slice(0, short)) parts[i]!++;
  return parts.map((part) => part + least);
}
