import type { AreaLevel } from '../../domain/area/events.ts';
import type { ContestStatus } from '../contests/status.ts';
import type { DiscrepancyStatus } from '../protocols/discrepancy.ts';

type Nominator = 'self' | 'party' | 'akim';

/** What is counted of an area. */
export interface OverviewCounts {
  /** Contests whose constituency is the area or lies in it, by status; a status that none has is not named. */
  readonly contests: Partial<Record<ContestStatus, number>>;
  readonly precincts: { expected: number; opened: number; closed: number };
  /** Results of precincts: one for each contest that a precinct votes in. `certified`: of a contest that is. */
  readonly counts: { expected: number; counted: number; flagged: number; invalidated: number; certified: number };
  /** Each precinct once: by its protocol, else as reported. `null`: nobody gave the figure. */
  readonly turnout: { ballotsIssued: number | null; votersOnRoll: number | null };
  /** Elected by a certificate that stands, by who nominated them. */
  readonly winners: Record<Nominator, number>;
  /** Of those whom parties nominated, by the party's name. */
  readonly parties: Map<string, number>;
  /** Control relations that fail or failed. */
  readonly discrepancies: Record<DiscrepancyStatus, number>;
  /** Precincts of which an observer's copy differs, and nobody has explained it. */
  copiesDiffering: number;
}

export interface Overview extends Readonly<Omit<OverviewCounts, 'parties'>> {
  readonly level: AreaLevel;
  readonly code: string;
  /** In the order of their names. */
  readonly parties: readonly { readonly party: string; readonly winners: number }[];
}

export function noCounts(): OverviewCounts {
  return {
    contests: {},
    precincts: { expected: 0, opened: 0, closed: 0 },
    counts: { expected: 0, counted: 0, flagged: 0, invalidated: 0, certified: 0 },
    turnout: { ballotsIssued: null, votersOnRoll: null },
    winners: { self: 0, party: 0, akim: 0 },
    parties: new Map(),
    discrepancies: { open: 0, explained: 0, resolved: 0 },
    copiesDiffering: 0,
  };
}

/** Adds counts to others. */
export function add(sum: OverviewCounts, more: OverviewCounts): void {
  plusEach(sum.contests, more.contests);
  plusEach(sum.precincts, more.precincts);
  plusEach(sum.counts, more.counts);
  plusEach(sum.turnout, more.turnout);
  plusEach(sum.winners, more.winners);
  plusEach(sum.discrepancies, more.discrepancies);
  for (const [party, winners] of more.parties) sum.parties.set(party, (sum.parties.get(party) ?? 0) + winners);
  sum.copiesDiffering += more.copiesDiffering;
}

function plusEach<K extends string>(
  sum: Partial<Record<K, number | null>>,
  more: Partial<Record<K, number | null>>,
): void {
  for (const name in more) sum[name] = plus(sum[name] ?? null, more[name]!);
}

/** What nobody gave is not 0. */
export function plus(sum: number | null, figure: number | null): number | null {
  return figure === null ? sum : (sum ?? 0) + figure;
}
