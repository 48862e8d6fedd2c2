import { StoreUnavailable } from '../port.ts';

/** What the adapter survived, as it is counted. */
export type StoreFault = 'unavailable' | 'timeout' | 'ended' | 'silent' | 'not-leader' | 'denied' | 'damaged' | 'other';

/** Told of everything that went wrong on the way, and was survived. */
export interface StoreWatch {
  fault(fault: StoreFault): void;
  /** The one subscription of this process was taken up again. */
  resubscribed(): void;
  /** Events counted so far, told from time to time while a store is being opened. */
  counting(events: number): void;
}

/** The store answers, and what it holds is not what it held: no repetition helps. */
export class RecordDamaged extends StoreUnavailable {}

/** A call that never came to its end: it was left waiting, or ended by the server for no reason. */
export class CallFailed extends Error {
  constructor(
    readonly fault: StoreFault,
    message: string,
  ) {
    super(message);
  }
}

/** An error of the client: with a `type`, or raw from gRPC with nothing but its `code`. */
interface ClientError extends Error {
  readonly type?: string;
  readonly code?: number;
}

/** gRPC's codes for what the client hands on as it came. */
const codes: Readonly<Record<number, StoreFault>> = { 1: 'unavailable', 4: 'timeout', 14: 'unavailable' };

const types: Readonly<Record<string, StoreFault>> = {
  unavailable: 'unavailable',
  cancelled: 'unavailable',
  timeout: 'timeout',
  'deadline-exceeded': 'timeout',
  'not-leader': 'not-leader',
  'access-denied': 'denied',
  'stream-deleted': 'damaged',
};

export function faultOf(error: unknown): StoreFault {
  if (error instanceof CallFailed) return error.fault;
  if (error instanceof RecordDamaged) return 'damaged';
  const { type, code } = error as ClientError;
  return types[type ?? ''] ?? codes[code ?? -1] ?? 'other';
}

export function isOfType(error: unknown, type: string): boolean {
  return (error as ClientError).type === type;
}

/** In our own words, with the client's as the cause; some of them are empty, and none holds a password. */
export function unavailable(what: string, cause: unknown): StoreUnavailable {
  if (cause instanceof StoreUnavailable) return cause;
  const { message } = cause as Error;
  return new StoreUnavailable(`${what}: ${faultOf(cause)}${message ? ` (${message})` : ''}`, { cause });
}
