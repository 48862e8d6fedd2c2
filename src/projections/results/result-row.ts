import { againstAll } from '../../domain/ballot-box/events.ts';
import type { Counted } from '../../domain/protocol/figures.ts';
import type { Digested } from '../digested.ts';
import { FigureRow } from '../figure-rows.ts';
import type { Place } from '../territory.ts';
import { addedUp, type FigureName, type Figures, noFigures, Sum } from './figures.ts';
import { PaperSums, type SavedPapers } from './paper-sums.ts';
import { type Choices, Tally } from './tally.ts';

/** What the official figures of a contest are taken from. */
export type Basis = 'ballots' | 'protocols';

/** Which figures of a row the ballots give. */
export type BallotFigures = Pick<Figures, 'ballotsInBoxes' | 'ballotsInvalid' | 'ballotsValid' | 'votesAgainstAll'>;

/** A row of a contest's results as answers give it: first the official figures, then both sources they may be from. */
export interface ResultRowContent extends Place {
  readonly basis: Basis;
  readonly precincts: {
    /** That vote in the contest here. */
    readonly expected: number;
    /** Whose protocol is accepted and not being recounted; where ballots are the basis, whose ballot box is closed. */
    readonly counted: number;
    /** Whose protocol fails a control relation of the severity `error` that nobody has explained. */
    readonly flagged: number;
    /** Whose result was found invalid: it is in no sum, and not among the counted. */
    readonly invalidated: number;
  };
  readonly figures: Figures;
  /** By candidate's code: every candidate of the ballot text. */
  readonly votes: Readonly<Record<string, number>>;
  /** Invalid ballots by reason, as recorded ballots say it. */
  readonly invalid: Readonly<Record<string, number>>;
  /** `null` where no box was sealed. */
  readonly fromBallots: {
    readonly figures: BallotFigures;
    readonly votes: Readonly<Record<string, number>>;
    readonly invalid: Readonly<Record<string, number>>;
  } | null;
  /** `null` where no protocol is in the sums. */
  readonly fromProtocols: { readonly figures: Figures; readonly votes: Readonly<Record<string, number>> } | null;
}

/** What a row counts of its precincts' protocols. */
export const protocolCounts = ['accepted', 'flagged', 'invalidated'] as const;
export type ProtocolCounts = Readonly<Record<(typeof protocolCounts)[number], number>>;

interface Saved {
  readonly expected: number;
  readonly boxes: { readonly sealed: number; readonly closed: number };
  readonly protocols: ProtocolCounts;
  readonly tally: number[];
  readonly given: [FigureName, [number, number]][];
  readonly papers: SavedPapers | null;
}

/** What is the same in all rows of a contest. */
export interface RowsOfContest extends Digested {
  readonly basis: Basis;
  readonly choices: Choices;
  readonly againstAll: boolean;
}

/** What one contest adds up to in one area or precinct: from the ballots read, from protocols, and from what was reported. */
export class ResultRow extends FigureRow {
  readonly #contest: RowsOfContest;
  readonly #tally: Tally;
  #expected = 0;
  /** Before the first sealed box there are no figures of ballots. */
  #boxes = { sealed: 0, closed: 0 };
  #protocols: ProtocolCounts = { accepted: 0, flagged: 0, invalidated: 0 };
  readonly #given = new Map<FigureName, Sum>();
  #papers: PaperSums | undefined;

  constructor(contest: RowsOfContest, place: Place) {
    super(contest, place);
    this.#contest = contest;
    this.#tally = new Tally(contest.choices);
  }

  /** Nothing is waited for. */
  get settled(): boolean {
    const { counted, invalidated, expected } = this.precincts;
    return counted + invalidated === expected;
  }

  get precincts(): ResultRowContent['precincts'] {
    const { accepted, flagged, invalidated } = this.#protocols;
    const counted = this.#contest.basis === 'protocols' ? accepted : this.#boxes.closed;
    return { expected: this.#expected, counted, flagged, invalidated };
  }

  expect(): void {
    this.#expected += 1;
    this.touch();
  }

  sealBox(): void {
    this.#boxes.sealed += 1;
    this.touch();
  }

  cast(place: number): void {
    this.#tally.add(place);
    this.touch();
  }

  closeBox(): void {
    this.#boxes.closed += 1;
    this.touch();
  }

  /** Ballots of the precinct's closed box by line and `invalid`; `undefined` while there are none that are final. */
  get finalBallots(): ReadonlyMap<string, number> | undefined {
    return this.#boxes.closed > 0 ? this.#tally.byLine : undefined;
  }

  /** Protocols are counted otherwise by so many. */
  countProtocols(by: ProtocolCounts): void {
    const { accepted, flagged, invalidated } = this.#protocols;
    this.#protocols = {
      accepted: accepted + by.accepted,
      flagged: flagged + by.flagged,
      invalidated: invalidated + by.invalidated,
    };
    this.touch();
  }

  /** The paper of one of the row's precincts was `before` and is `after`. */
  changePaper(before: Counted | undefined, after: Counted | undefined): void {
    this.#papers ??= new PaperSums(this.#contest.choices);
    this.#papers.change(before, after);
    this.touch();
  }

  /** Official ballots issued and voters on the roll. */
  get turnout(): readonly [ballotsIssued: number | null, votersOnRoll: number | null] {
    return [this.#told('ballotsIssued'), this.#told('votersOnRoll')];
  }

  /** A figure that is either reported of a precinct or on its paper. */
  #told(name: FigureName): number | null {
    const reported = this.given(name);
    const onPaper = this.#contest.basis === 'protocols' ? (this.#papers?.figure(name) ?? null) : null;
    return reported === null || onPaper === null ? (reported ?? onPaper) : reported + onPaper;
  }

  /** A figure as reported, or `null`; on a row of several precincts the sum. */
  given(name: FigureName): number | null {
    return this.#given.get(name)?.value ?? null;
  }

  /** A figure reported of one of the row's precincts was `before` and is `after`. */
  give(name: FigureName, before: number | null, after: number | null): void {
    let sum = this.#given.get(name);
    if (!sum) this.#given.set(name, (sum = new Sum()));
    sum.change(before, after);
    this.touch();
  }

  figures(): Figures {
    const reported = Object.fromEntries([...this.#given].map(([name, sum]) => [name, sum.value]));
    if (this.#contest.basis === 'protocols') return addedUp(reported, this.#papers?.figures ?? noFigures);
    return { ...noFigures, ...reported, ...(this.#boxes.sealed > 0 ? this.#fromBallots() : {}) };
  }

  #fromBallots(): BallotFigures {
    const { ballots, ballotsInvalid, againstAll: against } = this.#tally;
    return {
      ballotsInBoxes: ballots,
      ballotsInvalid,
      ballotsValid: ballots - ballotsInvalid,
      votesAgainstAll: this.#contest.againstAll ? against : null,
    };
  }

  get votes(): Record<string, number> {
    if (this.#contest.basis === 'ballots') return this.#tally.votes;
    return this.#papers?.votes ?? Object.fromEntries(this.#contest.choices.candidates.map((code) => [code, 0]));
  }

  /** Official votes of one line of the ballot, "against all" among them. */
  votesFor(line: string): number {
    return line === againstAll ? (this.figures().votesAgainstAll ?? 0) : (this.votes[line] ?? 0);
  }

  /** What protocols alone add up to here; `null` where none is in the sums. */
  get fromProtocols(): ResultRowContent['fromProtocols'] {
    if (!this.#papers || this.#papers.papers === 0) return null;
    return { figures: this.#papers.figures, votes: this.#papers.votes };
  }

  override content(): ResultRowContent {
    const { votes, invalid } = this.#tally;
    return {
      level: this.level,
      code: this.code,
      basis: this.#contest.basis,
      precincts: this.precincts,
      figures: this.figures(),
      votes: this.votes,
      invalid,
      fromBallots: this.#boxes.sealed > 0 ? { figures: this.#fromBallots(), votes, invalid } : null,
      fromProtocols: this.fromProtocols,
    };
  }

  override save(): Saved {
    return {
      expected: this.#expected,
      boxes: this.#boxes,
      protocols: this.#protocols,
      tally: this.#tally.save(),
      given: [...this.#given].map(([name, sum]) => [name, sum.save()]),
      papers: this.#papers?.save() ?? null,
    };
  }

  override restore({ expected, boxes, protocols, tally, given, papers }: Saved): void {
    this.#expected = expected;
    this.#boxes = { ...boxes };
    this.#protocols = protocols;
    this.#tally.restore(tally);
    for (const [name, saved] of given) {
      const sum = new Sum();
      sum.restore(saved);
      this.#given.set(name, sum);
    }
    if (papers) {
      this.#papers = new PaperSums(this.#contest.choices);
      this.#papers.restore(papers);
    }
    this.touch();
  }
}
