import type { Readable } from 'node:stream';

/** A read or a subscription of the client; both are Node's streams, of types that do not say so. */
export type Call = { cancel(): Promise<void> } | { unsubscribe(): Promise<void> };

/** Items that the client holds ready; no more are asked for before they are taken. */
export const ahead = { highWaterMark: 256 } as const;

/**
 * What a call yields, by whatever has come; an empty page when nothing has for `silence` milliseconds. Ends with the call
 * or with the signal, and throws as the call fails. Whichever way it is left, the call is cancelled: the client's own
 * iterator would leave it open.
 */
export async function* pulled<T>(call: Call, silence: number, signal: AbortSignal): AsyncGenerator<T[], void> {
  const stream = call as unknown as Omit<Readable, 'read'> & { read(): T | null };
  let wake = (): void => {};
  let failure: Error | undefined;
  let ended = false;
  const look = (): void => wake();
  stream.on('readable', look);
  stream.on('end', () => {
    ended = true;
    wake();
  });
  // Heard to the end of its days: an error that nobody hears would end the process.
  stream.on('error', (error) => {
    failure ??= error;
    wake();
  });
  signal.addEventListener('abort', look);
  try {
    while (!signal.aborted) {
      const page: T[] = [];
      for (let item = stream.read(); item !== null; item = stream.read()) page.push(item);
      if (page.length > 0) yield page;
      else if (failure) throw failure;
      else if (ended) return;
      else if (!(await wokenWithin(silence, (woken) => (wake = woken)))) yield [];
    }
  } finally {
    signal.removeEventListener('abort', look);
    const left = 'cancel' in call ? call.cancel() : call.unsubscribe();
    left.catch(() => {}); // a call that was never opened
    // Read on into nothing: the client keeps a call that was answered to its end, but not read to it, for ever.
    stream.off('readable', look);
    stream.resume();
  }
}

function wokenWithin(milliseconds: number, sleeper: (wake: () => void) => void): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), milliseconds);
    sleeper(() => {
      clearTimeout(timer);
      resolve(true);
    });
  });
}
