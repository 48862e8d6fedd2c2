/** One contest added up as of a position: what the commission puts to the vote, and whether it may. */
export interface Tabulation {
  /** Position up to which the record was read. */
  readonly position: number;
  /** SHA-256 of the contest's results at that position. */
  readonly digest: string;
  readonly basis: 'ballots' | 'protocols';
  readonly ballotsInBoxes: number | null;
  readonly ballotsInvalid: number | null;
  readonly ballotsValid: number | null;
  /** Votes by candidate's code: every candidate of the ballot text, in its order. */
  readonly votes: Readonly<Record<string, number>>;
  /** `null` where the ballot has no such line. */
  readonly votesAgainstAll: number | null;
  /** Precincts of the constituency that are not counted yet (no closed box). */
  readonly uncounted: readonly string[];
  /** Error-level discrepancies of its protocols that are neither explained nor resolved. */
  readonly discrepancies: readonly { readonly precinct: string; readonly relation: string }[];
  /** Precincts where an observer's copy differs from the record, and nobody has explained it. */
  readonly copiesDiffering: readonly string[];
  /** Precincts whose paper stands and is not posted: nobody is held to a paper that the commission alone has seen. */
  readonly unposted: readonly string[];
  /** Position of the last event of the contest that figures or candidates rest on; -1 when there is none. */
  readonly changedAt: number;
}
