import { Digested } from '../digested.ts';
import { FigureRow } from '../figure-rows.ts';
import type { Place } from '../territory.ts';
import { contentOf, type Counts, type CountsContent, noCounts } from './counts.ts';

export interface ProgressRowContent extends Place, CountsContent {}

/** The day in an area or a precinct: its boxes and ballots are those of all contests. */
export class ProgressRow extends FigureRow {
  readonly counts = noCounts();

  add(what: keyof Counts, by = 1): void {
    this.counts[what] += by;
    this.touch();
  }

  override content(): ProgressRowContent {
    return { level: this.level, code: this.code, ...contentOf(this.counts) };
  }

  override save(): Counts {
    return this.counts;
  }

  override restore(saved: Counts): void {
    Object.assign(this.counts, saved);
    this.touch();
  }
}

export interface ContestProgressContent extends CountsContent {
  readonly code: string;
  /** Code of the constituency. */
  readonly area: string;
}

/** The day in one contest: the precincts are those that vote in it. */
export class ContestProgress extends Digested {
  readonly code: string;
  readonly area: string;
  readonly counts: Counts;

  constructor(whole: Digested, code: string, area: string, counts: Counts = noCounts()) {
    super(whole);
    this.code = code;
    this.area = area;
    this.counts = counts;
  }

  add(what: keyof Counts, by = 1): void {
    this.counts[what] += by;
    this.touch();
  }

  override content(): ContestProgressContent {
    return { code: this.code, area: this.area, ...contentOf(this.counts) };
  }
}
