import { setTimeout } from 'node:timers/promises';

/** How long the adapter waits for what, in milliseconds. */
export interface Patience {
  /** For one call of an append: then its outcome is unknown, and it is asked for again. */
  readonly call: number;
  /** For an append as a whole, repetitions and counting included. */
  readonly append: number;
  /** For the next event of a read that is under way. */
  readonly read: number;
  /** Without news before the subscription is compared with the end of the log; twice that for one that has gone deaf. */
  readonly silence: number;
  /** For the first answer, when a store is opened. */
  readonly open: number;
  /** Longest pause before the next attempt; the first is a fortieth of it. */
  readonly pause: number;
}

export const usualPatience: Patience = {
  call: 3_000,
  append: 10_000,
  read: 5_000,
  silence: 2_000,
  open: 15_000,
  pause: 4_000,
};

/** Pauses that grow with every failure in a row, up to a longest, each at random between half and all of it. */
export function pauseAfter(failures: number, longest: number): number {
  return Math.min(longest, (longest / 40) * 2 ** failures) * (0.5 + Math.random() / 2);
}

/** Resolves after a while, or at once when the signal aborts. */
export async function pause(milliseconds: number, signal?: AbortSignal): Promise<void> {
  await setTimeout(milliseconds, undefined, { ...(signal && { signal }) }).catch(() => {});
}
