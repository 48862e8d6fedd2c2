import { Faults } from './faults.ts';
import type { Log } from './log.ts';

/** A call that the double may end. */
interface OpenCall {
  end(): void;
  emit(event: 'error', error: object): boolean;
}

/** What a node knows, and what it is told to be. */
export class Node {
  readonly log: Log;
  readonly faults = new Faults();
  readonly reads = new Set<OpenCall>();
  readonly subscriptions = new Set<OpenCall>();
  readonly batches = new Set<OpenCall>();
  /** Subscriptions that stay open and deliver nothing more. */
  readonly silenced = new WeakSet<OpenCall>();
  readonly calls = { append: 0, batchAppend: 0 };
  /** Where the leader is, if this node is not it. */
  leader: { readonly host: string; readonly port: number } | undefined;
  /** Bytes; 1 MiB is what servers up to 25.0 take unless they are told otherwise. */
  maxAppendSize = 1_048_576;
  /** Servers from 22.6 on say places in stream reads, too. */
  placesInStreams = true;
  /** Servers from 23.10 on say when a subscription switches to live. */
  saysCaughtUp = true;
  breakConnections: () => void = () => {};

  constructor(log: Log) {
    this.log = log;
  }
}
