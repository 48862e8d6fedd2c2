import type { ContestTrace } from './contest-trace.ts';
import type { Frame, PrecinctCount } from './row.ts';
import type { Territory } from './territory.ts';

/** What results and tabulations are added up from. */
export interface Counting {
  /** In the order of their codes' UTF-16 code units. */
  contests(election: string): readonly ContestTrace[];
  territory(election: string): Territory;
  frame(trace: ContestTrace): Frame;
  /** What each precinct of a contest has, in the order of their codes. */
  counts(trace: ContestTrace): readonly PrecinctCount[];
  /** Error-level relations that fail there, and that nobody has explained. */
  openErrors(trace: ContestTrace, precinct: string): readonly { readonly kind: string }[];
  /** An observer's copy says something else there, and nobody has explained it. */
  copyDiffers(trace: ContestTrace, precinct: string): boolean;
  /** A paper stands there that is not posted. */
  isUnposted(trace: ContestTrace, precinct: string): boolean;
}
