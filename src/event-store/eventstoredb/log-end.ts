import { StoreUnavailable } from '../port.ts';
import type { Connection } from './connection.ts';
import { CallFailed, RecordDamaged, unavailable } from './errors.ts';
import type { Found } from './kept-count.ts';
import type { Patience } from './patience.ts';
import { pulled } from './pulled.ts';
import type { StoredEvent } from './wire.ts';

/** What calls of one process have in common. */
export interface LogCalls {
  readonly connection: Connection;
  readonly patience: Patience;
  /** Aborted when the store is closed. */
  readonly signal: AbortSignal;
}

/**
 * The last event of ours in the log, if there may be one after the last counted. Reads backwards from the end.
 * @param counted place of the last event counted, and `looked` as far as the server has said there is no other; else -1
 * @throws {@link StoreUnavailable}
 */
export async function newest(
  { connection, patience, signal }: LogCalls,
  counted: bigint,
  looked: bigint,
): Promise<Found | undefined> {
  const known = looked > counted ? looked : counted;
  const call = connection.calls.readBackwards();
  let end = -1n;
  try {
    for await (const page of pulled(call, patience.read, signal)) {
      if (page.length === 0) throw new CallFailed('timeout', 'no answer in time');
      for (const event of page) {
        const { commit } = event.position;
        if (end < 0n) end = commit;
        if (commit <= known) return complete(end, counted);
        const found = foundIn(connection, event);
        if (found) return found;
      }
    }
  } catch (error) {
    throw unavailable('The store cannot be read', error);
  }
  if (signal.aborted) throw new StoreUnavailable('The record is closed.');
  return complete(end, counted);
}

/** A log that ends before what was counted is another node's, not caught up yet, or an older copy. */
function complete(end: bigint, counted: bigint): undefined {
  if (end >= counted) return undefined;
  throw new StoreUnavailable(`The store's log ends at ${end}, before the last event counted, at ${counted}.`);
}

/**
 * Before going on after an event: a store put back from an older copy may hold another one there by now.
 * @throws {@link RecordDamaged} if it does; {@link CallFailed} while the log does not reach there
 */
export async function holds(
  { connection, patience, signal }: LogCalls,
  { id, stream, revision, at }: Found,
): Promise<void> {
  const call = connection.calls.readAll(at, 1);
  for await (const page of pulled(call, patience.read, signal)) {
    if (page.length === 0) throw new CallFailed('timeout', 'no answer in time');
    if (page[0]!.id === id) return;
    throw new RecordDamaged(`${stream}: revision ${revision} is not where it was: the store's log is another one.`);
  }
  throw new CallFailed('other', `The store's log ends before ${at.commit}.`);
}

/** An event of ours, or none. */
export function foundIn(connection: Connection, { id, streamId, revision, position }: StoredEvent): Found | undefined {
  const stream = connection.streamOf(streamId);
  return stream && { id, stream, revision, at: position };
}
