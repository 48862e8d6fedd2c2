import { randomInt } from 'node:crypto';

/**
 * A copy in an order that tells nothing of the given one: Fisher-Yates over a cryptographic generator, every order
 * equally likely. Ballots go through here before anything of them is recorded.
 */
export function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [order[last], order[other]] = [order[other]!, order[last]!];
  }
  return order;
}
