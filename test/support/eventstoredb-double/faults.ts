/**
 * What an append may meet. `refuse`: nothing is written, "unavailable". `lose-answer`: it is written, and the connection
 * breaks. `hang`: nothing is written or answered. `write-and-hang`: written, never answered. `time-out`: the cluster did
 * not replicate in time, which the server says itself; it was written all the same. `late`: written and answered, after
 * a while. `deny`: no right to.
 */
export type AppendFault =
  | 'refuse'
  | 'lose-answer'
  | 'hang'
  | 'write-and-hang'
  | 'time-out'
  | 'deny'
  | { readonly late: number };

/** What the double is told to do wrong, until told otherwise. */
export class Faults {
  /** One an append, in order; then all goes well again. */
  readonly appends: AppendFault[] = [];
  /** Reads, subscriptions and questions about the cluster are taken and never answered. */
  mute = false;
  /** Subscriptions deliver each event twice. */
  twice = false;
  /** Reads end after so many events, as if that were all. */
  endReadsAfter: number | undefined;
  /** Subscriptions leave out what this says. */
  omit: ((stream: string, revision: number) => boolean) | undefined;
}
