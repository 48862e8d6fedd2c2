import type { Tabulation } from '../domain/contest/tabulation.ts';

/** The one thing that commands may ask of the read models: what a contest adds up to, with the record read to its head. */
export abstract class Tabulator {
  /**
   * Waits until everything recorded before the call is folded. `undefined` for a contest that does not exist.
   * @throws Error when the read models have stopped or do not get there in time
   */
  abstract tabulate(election: string, contest: string): Promise<Tabulation | undefined>;
}
