import { convertToCommandError } from '@eventstore/db-client';
import type { Call } from './calls.ts';
import type { StoredEvent, Word } from './wire.ts';

/**
 * The events that a call yields, by whatever has come; an empty page when nothing has for `silence` milliseconds. Ends with the call
 * or with the signal, and throws as the call fails. Whichever way it is left, the call is cancelled: the client's own
 * iterator would leave it open.
 */
export async function* pulled(
  call: Call,
  silence: number,
  signal: AbortSignal,
  said: (word: Word) => void = () => {},
): AsyncGenerator<StoredEvent[], void> {
  let wake = (_came: boolean): void => {};
  let failure: Error | undefined;
  let ended = false;
  const look = (): void => wake(true);
  // Heard to the end of its days: an error that nobody hears would end the process.
  const failed = (error: Error): void => {
    failure ??= convertToCommandError(error);
    look();
  };
  const end = (): void => {
    ended = true;
    look();
  };
  let read: () => StoredEvent | Word | null = () => null;
  const opened = (stream: Awaited<Call>): void => {
    stream.on('readable', look).on('end', end).on('error', failed);
    read = () => stream.read() as StoredEvent | Word | null;
    look();
  };
  call.then(opened, failed);
  signal.addEventListener('abort', look);
  // One timer for all waits: events mostly come one by one.
  const silent = setTimeout(() => wake(false), silence);
  try {
    while (!signal.aborted) {
      const page: StoredEvent[] = [];
      for (let item = read(); item !== null; item = read()) {
        if ('id' in item) page.push(item);
        else said(item);
      }
      if (page.length > 0) yield page;
      else if (failure) throw failure;
      else if (ended) return;
      else {
        silent.refresh();
        const came = await new Promise<boolean>((woken) => (wake = woken));
        if (!came) yield [];
      }
    }
  } finally {
    clearTimeout(silent);
    signal.removeEventListener('abort', look);
    const left = (stream: Awaited<Call>): void => {
      stream.cancel();
      // Read on into nothing: the client keeps a call that was answered to its end, but not read to it, for ever.
      stream.off('readable', look).resume();
    };
    call.then(left, () => {}); // or it was never opened
  }
}
