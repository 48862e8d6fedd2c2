import { CallFailed, faultOf, RecordDamaged, type StoreWatch } from './errors.ts';
import { foundIn, type LogCalls } from './log-end.ts';
import { pause, pauseAfter } from './patience.ts';
import type { Positions } from './positions.ts';
import { pulled } from './pulled.ts';

interface Different {
  readonly place: number;
  readonly words: string;
}

/**
 * Looks again at all that a kept count holds, behind whatever else goes on: what was removed from the record since then is
 * found out as it is by counting, only later.
 * @param places events that were counted
 * @returns what is wrong, once it was found twice; `undefined` when nothing is, or nobody asks any more
 */
export async function recount(
  positions: Positions,
  places: number,
  log: LogCalls,
  watch: StoreWatch,
): Promise<RecordDamaged | undefined> {
  const { patience, signal } = log;
  let doubted = 0;
  for (let failures = 0; !signal.aborted; failures += 1) {
    try {
      const different = await firstDifferent(positions, places, log);
      if (!different) return undefined;
      if (different.place === doubted) return new RecordDamaged(different.words);
      doubted = different.place;
    } catch (error) {
      watch.fault(faultOf(error));
    }
    await pause(pauseAfter(failures, patience.pause), signal);
  }
  return undefined;
}

/** The first event of the record that does not stand where it was counted. */
async function firstDifferent(
  positions: Positions,
  places: number,
  { connection, patience, signal }: LogCalls,
): Promise<Different | undefined> {
  const call = connection.calls.readAll('start');
  let place = 0;
  for await (const page of pulled(call, patience.read, signal)) {
    if (page.length === 0) throw new CallFailed('timeout', 'no answer in time');
    for (const event of page) {
      const found = foundIn(connection, event);
      if (!found) continue;
      place += 1;
      if (place > places) return undefined;
      if (positions.cursorOf(found.stream, found.revision)?.place === place) continue;
      const words = `Event ${place} of the record is not where it was: what was before it has been removed from the store.`;
      return { place, words };
    }
  }
  if (signal.aborted || place >= places) return undefined;
  return { place: place + 1, words: `The store ends at event ${place} of the record, and ${places} were counted.` };
}
