import type { AreaLevel } from '../../domain/area/events.ts';
import { Digested } from '../digested.ts';
import { FigureRows, type SavedRow } from '../figure-rows.ts';
import type { Part } from '../projection.ts';
import { type SavedTerritory, Territory } from '../territory.ts';
import type { Counts } from './counts.ts';
import { ContestProgress, ProgressRow } from './rows.ts';

type Saved = SavedTerritory | SavedRow | ['contest', string, string, Counts];

/** How far the day is, up the tree of areas and by contest; the digest is of the lists of the rows' digests. */
export class ProgressPart extends Digested implements Part {
  readonly territory = new Territory();
  readonly rows = new FigureRows((place) => new ProgressRow(this, place));
  readonly #contests = new Map<string, ContestProgress>();

  override content(): object {
    return {
      areas: this.rows.all().map((row) => row.digest),
      contests: this.contests().map((contest) => contest.digest),
    };
  }

  /** In the order of their codes' UTF-16 code units. */
  contests(): ContestProgress[] {
    return [...this.#contests.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
  }

  registerArea(code: string, level: AreaLevel, parent: string | null): void {
    this.territory.registerArea(code, level, parent);
    this.rows.at({ code, level });
  }

  formPrecinct(code: string, area: string): void {
    this.territory.formPrecinct(code, area);
    this.countPrecinct(code, 'expected');
  }

  callContest(code: string, area: string): void {
    const contest = this.#add(new ContestProgress(this, code, area));
    for (const place of this.territory.below(area)) {
      if (place.level !== 'precinct') continue;
      const { expected, opened, closed } = this.rows.at(place).counts;
      contest.add('expected', expected);
      contest.add('opened', opened);
      contest.add('closed', closed);
    }
  }

  /** In the precinct, in the areas above it, and in the contests it votes in. */
  countPrecinct(precinct: string, what: 'expected' | 'opened' | 'closed'): void {
    for (const row of this.rows.path(precinct, this.territory)) row.add(what);
    for (const contest of this.territory.contestsAtPrecinct(precinct)) this.#contest(contest).add(what);
  }

  /** In the precinct, in the areas above it, and in the contest. */
  count(contest: string, precinct: string, what: 'boxesSealed' | 'boxesClosed' | 'ballots'): void {
    for (const row of this.rows.path(precinct, this.territory)) row.add(what);
    this.#contest(contest).add(what);
  }

  #contest(code: string): ContestProgress {
    const contest = this.#contests.get(code);
    if (!contest) throw new Error(`contest ${code} was not called before`);
    return contest;
  }

  #add(contest: ContestProgress): ContestProgress {
    this.territory.callContest(contest.code, contest.area);
    this.#contests.set(contest.code, contest);
    return contest;
  }

  *save(): Iterable<Saved> {
    yield* this.territory.save();
    yield* this.rows.save();
    for (const { code, area, counts } of this.#contests.values()) yield ['contest', code, area, counts];
  }

  restore(saved: Saved): void {
    if (saved[0] === 'contest') this.#add(new ContestProgress(this, saved[1], saved[2], { ...saved[3] }));
    else if (saved[0] === 'row') this.rows.restore(saved);
    else this.territory.restore(saved);
  }
}
