import { againstAll, invalidReasons } from '../../../domain/ballot-box/events.ts';
import { type Counted, figureNames, type Figures, noFigures, votesFor } from '../../../domain/protocol/figures.ts';
import type { Place } from './territory.ts';

/** What one precinct has in one contest. */
export interface PrecinctCount {
  readonly precinct: string;
  /** Roll and turnout as reported, where no paper says them. */
  readonly reported: Figures;
  readonly sealed: boolean;
  readonly closed: boolean;
  /** Ballots by what they say. */
  readonly ballots: ReadonlyMap<string, number>;
  /** The paper that counts. */
  readonly paper: Counted | undefined;
  readonly accepted: boolean;
  readonly flagged: boolean;
  readonly invalidated: boolean;
}

/** What is the same in all rows of a contest. */
export interface Frame {
  readonly basis: 'ballots' | 'protocols';
  /** Codes of the candidates on the ballot. */
  readonly candidates: readonly string[];
  readonly againstAll: boolean;
}

/** A row of results, in the words of the published answer. */
export interface Row extends Place {
  readonly basis: Frame['basis'];
  readonly precincts: {
    readonly expected: number;
    readonly counted: number;
    readonly flagged: number;
    readonly invalidated: number;
  };
  readonly figures: Figures;
  readonly votes: Readonly<Record<string, number>>;
  readonly invalid: Readonly<Record<string, number>>;
  readonly fromBallots: FromBallots | null;
  readonly fromProtocols: Counted | null;
}

interface FromBallots {
  readonly figures: Pick<Figures, 'ballotsInBoxes' | 'ballotsInvalid' | 'ballotsValid' | 'votesAgainstAll'>;
  readonly votes: Readonly<Record<string, number>>;
  readonly invalid: Readonly<Record<string, number>>;
}

/** One place of a contest, added up from the precincts that lie in it. */
export function rowOf({ level, code }: Place, counts: readonly PrecinctCount[], frame: Frame): Row {
  const fromBallots = ballotsOf(counts, frame);
  const sealed = counts.some((count) => count.sealed);
  const papers = counts.flatMap(({ paper }) => paper ?? []);
  const fromProtocols = papersOf(papers, frame);
  const reported = added(counts.map((count) => count.reported));
  const onPaper = frame.basis === 'protocols';
  return {
    level,
    code,
    basis: frame.basis,
    precincts: {
      expected: counts.length,
      counted: counts.filter((count) => (onPaper ? count.accepted : count.closed)).length,
      flagged: counts.filter((count) => count.flagged).length,
      invalidated: counts.filter((count) => count.invalidated).length,
    },
    figures: onPaper
      ? added([reported, fromProtocols.figures])
      : { ...reported, ...(sealed ? fromBallots.figures : {}) },
    votes: onPaper ? fromProtocols.votes : fromBallots.votes,
    invalid: fromBallots.invalid,
    fromBallots: sealed ? fromBallots : null,
    fromProtocols: papers.length > 0 ? fromProtocols : null,
  };
}

function ballotsOf(counts: readonly PrecinctCount[], { candidates, againstAll: line }: Frame): FromBallots {
  const saying = (choice: string) => total(counts.map(({ ballots }) => ballots.get(choice) ?? 0));
  const invalid = Object.fromEntries(invalidReasons.map((reason) => [reason, saying(`invalid:${reason}`)]));
  const ballotsInBoxes = total(counts.map(({ ballots }) => total([...ballots.values()])));
  const ballotsInvalid = total(Object.values(invalid));
  return {
    figures: {
      ballotsInBoxes,
      ballotsInvalid,
      ballotsValid: ballotsInBoxes - ballotsInvalid,
      votesAgainstAll: line ? saying(againstAll) : null,
    },
    votes: Object.fromEntries(candidates.map((candidate) => [candidate, saying(candidate)])),
    invalid,
  };
}

function papersOf(papers: readonly Counted[], { candidates }: Frame): Counted {
  const votes = candidates.map((candidate): [string, number] => [
    candidate,
    total(papers.map((paper) => votesFor(candidate, paper) ?? 0)),
  ]);
  return { figures: added(papers.map(({ figures }) => figures)), votes: Object.fromEntries(votes) };
}

/** Figure by figure; what nobody gives stays `null`. */
function added(all: readonly Figures[]): Figures {
  const sums: Record<string, number | null> = { ...noFigures };
  for (const figures of all) {
    for (const name of figureNames) {
      if (figures[name] !== null) sums[name] = (sums[name] ?? 0) + figures[name];
    }
  }
  return sums as Figures;
}

function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
