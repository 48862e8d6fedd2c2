import type { Held, Leaf, Report } from '../../verifier/browser.ts';

/** Name, in a report, of the checkpoint that this browser keeps. */
export const keptName = 'the checkpoint that this browser keeps';

/** What the worker is asked: to check a file that the reader has, the whole log, or only whether it continues what was kept. */
export interface Question {
  readonly what: File | 'log' | 'continuation';
  /** Published keys of the log, one a line. */
  readonly keys: string;
  /** A checkpoint kept from an earlier visit. */
  readonly kept: string | undefined;
}

/** A whole record, check by check. */
export interface RecordAnswer extends Report {
  readonly kind: 'record';
  /** Events of the kept checkpoint, when the export is older and could not be held against it. */
  readonly older: number | undefined;
  /** Of the log: the checkpoint that it was held against. */
  readonly checkpoint: string | undefined;
}

/** One event that a receipt vouches for. */
export interface ReceiptAnswer {
  readonly kind: 'receipt';
  readonly leaf: Leaf;
  readonly size: number;
  readonly signedBy: readonly string[];
  readonly faults: readonly string[];
}

/** What the worker says, in its order; `share` is of the whole work. `ready` comes first: nothing more is loaded then. */
export type Said =
  | { readonly kind: 'ready' }
  | { readonly kind: 'progress'; readonly share: number }
  | { readonly kind: 'failure'; readonly message: string }
  | ({ readonly kind: 'continuation' } & Held)
  | RecordAnswer
  | ReceiptAnswer;
export type Answer = Exclude<Said, { readonly kind: 'ready' | 'progress' | 'failure' }>;
