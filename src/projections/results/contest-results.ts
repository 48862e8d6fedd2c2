import { type ContestStatus, statusAfter } from '../contests/status.ts';
import { Digested } from '../digested.ts';
import { FigureRows } from '../figure-rows.ts';
import type { Territory } from '../territory.ts';
import type { FigureName } from './figures.ts';
import { ResultRow } from './result-row.ts';
import { Choices, type SavedChoices } from './tally.ts';

/** What was reported of a precinct whatever the contest. */
export type PrecinctFigures = Partial<Record<FigureName, number | null>>;

export interface SavedContest {
  readonly code: string;
  readonly area: string;
  readonly againstAll: boolean;
  readonly status: ContestStatus;
  readonly changedAt: number;
  readonly choices: SavedChoices;
}

/**
 * One contest added up in each precinct that votes in it, in each area below its constituency, in the constituency and
 * in the areas above. The digest leaves the status out: as long as no figure changes, it is the one that a tabulation
 * and a certificate name.
 */
export class ContestResults extends Digested {
  readonly election: string;
  readonly code: string;
  readonly area: string;
  readonly againstAll: boolean;
  readonly rows: FigureRows<ResultRow>;
  readonly choices = new Choices();
  status: ContestStatus = statusAfter.ContestCalled;
  /** Position of the last event that figures or candidates rest on. */
  changedAt = -1;
  readonly #territory: Territory;

  constructor(
    whole: Digested,
    territory: Territory,
    called: { election: string; code: string; area: string; againstAll: boolean },
  ) {
    super(whole);
    this.election = called.election;
    this.code = called.code;
    this.area = called.area;
    this.againstAll = called.againstAll;
    this.#territory = territory;
    this.rows = new FigureRows((place) => new ResultRow(this, place, this.choices, called.againstAll));
  }

  override content(): object {
    const { election, code, area } = this;
    return { election, contest: code, area, areas: this.rows.all().map((row) => row.digest) };
  }

  expect(precinct: string, figures: PrecinctFigures): void {
    for (const row of this.#path(precinct)) row.expect();
    for (const [name, value] of Object.entries(figures)) {
      if (value !== null) this.give(precinct, name as FigureName, value);
    }
  }

  give(precinct: string, name: FigureName, value: number): void {
    const path = this.#path(precinct);
    const before = path[0]!.given(name);
    for (const row of path) row.give(name, before, value);
  }

  approveBallot(lines: readonly string[]): void {
    this.choices.approve(lines);
    for (const row of this.rows.all()) row.touch();
  }

  sealBox(precinct: string): void {
    for (const row of this.#path(precinct)) row.sealBox();
  }

  /** One ballot: an addition in each row from the precinct up, and nothing else. */
  cast(precinct: string, choice: string): void {
    const place = this.choices.placeOf(choice);
    for (const row of this.#path(precinct)) row.cast(place);
  }

  closeBox(precinct: string): void {
    for (const row of this.#path(precinct)) row.closeBox();
  }

  #path(precinct: string): readonly ResultRow[] {
    return this.rows.path(precinct, this.#territory);
  }
}
