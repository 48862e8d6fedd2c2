/** How many snapshots are kept. */
const most = 16;

/**
 * Which of the snapshots' positions (any order) to give up: those whose neighbours lie closest together, never the
 * first nor the last. So, however long the record grows, what is kept lies spread over all of it.
 */
export function superfluous(positions: readonly number[]): number[] {
  const kept = positions.toSorted((a, b) => a - b);
  const given: number[] = [];
  while (kept.length > most) {
    let at = 1;
    for (let i = 2; i < kept.length - 1; i += 1) if (gap(kept, i) < gap(kept, at)) at = i;
    given.push(...kept.splice(at, 1));
  }
  return given;
}

function gap(positions: readonly number[], i: number): number {
  return positions[i + 1]! - positions[i - 1]!;
}
