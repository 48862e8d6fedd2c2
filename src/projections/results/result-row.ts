import type { Digested } from '../digested.ts';
import { FigureRow } from '../figure-rows.ts';
import type { Place } from '../territory.ts';
import { type FigureName, type Figures, noFigures, Sum } from './figures.ts';
import { type Choices, Tally } from './tally.ts';

/** A row of a contest's results as answers give it. */
export interface ResultRowContent extends Place {
  readonly precincts: {
    /** That vote in the contest here. */
    readonly expected: number;
    /** Whose ballot box is closed. */
    readonly counted: number;
    readonly flagged: number;
    readonly invalidated: number;
  };
  readonly figures: Figures;
  /** By candidate's code: every candidate of the ballot text. */
  readonly votes: Readonly<Record<string, number>>;
  /** Invalid ballots by reason. */
  readonly invalid: Readonly<Record<string, number>>;
}

interface Saved {
  readonly precincts: ResultRowContent['precincts'];
  readonly boxes: number;
  readonly tally: number[];
  readonly given: [FigureName, [number, number]][];
}

/** What one contest adds up to in one area or precinct: from the ballots read, and from figures that were reported. */
export class ResultRow extends FigureRow {
  readonly #againstAll: boolean;
  readonly #tally: Tally;
  #precincts = { expected: 0, counted: 0, flagged: 0, invalidated: 0 };
  /** Ballot boxes sealed: before the first there are no figures of ballots. */
  #boxes = 0;
  readonly #given = new Map<FigureName, Sum>();

  constructor(whole: Digested, place: Place, choices: Choices, againstAll: boolean) {
    super(whole, place);
    this.#againstAll = againstAll;
    this.#tally = new Tally(choices);
  }

  get counted(): boolean {
    return this.#precincts.counted === this.#precincts.expected;
  }

  expect(): void {
    this.#precincts.expected += 1;
    this.touch();
  }

  sealBox(): void {
    this.#boxes += 1;
    this.touch();
  }

  cast(place: number): void {
    this.#tally.add(place);
    this.touch();
  }

  closeBox(): void {
    this.#precincts.counted += 1;
    this.touch();
  }

  /** A figure as reported, or `null`; on a row of several precincts the sum. */
  given(name: FigureName): number | null {
    return this.#given.get(name)?.value ?? null;
  }

  /** A figure of one of the row's precincts was `before` and is `after`. */
  give(name: FigureName, before: number | null, after: number): void {
    let sum = this.#given.get(name);
    if (!sum) this.#given.set(name, (sum = new Sum()));
    sum.change(before, after);
    this.touch();
  }

  figures(): Figures {
    const reported = Object.fromEntries([...this.#given].map(([name, sum]) => [name, sum.value]));
    return { ...noFigures, ...reported, ...(this.#boxes > 0 ? this.#fromBallots() : {}) };
  }

  #fromBallots(): Partial<Figures> {
    const { ballots, ballotsInvalid, againstAll } = this.#tally;
    return {
      ballotsInBoxes: ballots,
      ballotsInvalid,
      ballotsValid: ballots - ballotsInvalid,
      votesAgainstAll: this.#againstAll ? againstAll : null,
    };
  }

  get votes(): Record<string, number> {
    return this.#tally.votes;
  }

  override content(): ResultRowContent {
    return {
      level: this.level,
      code: this.code,
      precincts: { ...this.#precincts },
      figures: this.figures(),
      votes: this.votes,
      invalid: this.#tally.invalid,
    };
  }

  override save(): Saved {
    return {
      precincts: this.#precincts,
      boxes: this.#boxes,
      tally: this.#tally.save(),
      given: [...this.#given].map(([name, sum]) => [name, sum.save()]),
    };
  }

  override restore({ precincts, boxes, tally, given }: Saved): void {
    this.#precincts = { ...precincts };
    this.#boxes = boxes;
    this.#tally.restore(tally);
    for (const [name, saved] of given) {
      const sum = new Sum();
      sum.restore(saved);
      this.#given.set(name, sum);
    }
    this.touch();
  }
}
