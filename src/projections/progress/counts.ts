/** How far the day is. */
export interface CountsContent {
  readonly precincts: {
    readonly expected: number;
    readonly opened: number;
    readonly closed: number;
  };
  readonly boxes: {
    readonly sealed: number;
    readonly closed: number;
  };
  /** Ballots recorded. */
  readonly ballots: number;
}

/** What is counted, one by one. */
export interface Counts {
  expected: number;
  opened: number;
  closed: number;
  boxesSealed: number;
  boxesClosed: number;
  ballots: number;
}

export function noCounts(): Counts {
  return { expected: 0, opened: 0, closed: 0, boxesSealed: 0, boxesClosed: 0, ballots: 0 };
}

export function contentOf({ expected, opened, closed, boxesSealed, boxesClosed, ballots }: Counts): CountsContent {
  return { precincts: { expected, opened, closed }, boxes: { sealed: boxesSealed, closed: boxesClosed }, ballots };
}
