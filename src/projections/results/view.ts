import type { AreaLevel } from '../../domain/area/events.ts';
import { Digested } from '../digested.ts';
import type { SavedRow } from '../figure-rows.ts';
import type { Part } from '../projection.ts';
import { type SavedTerritory, Territory } from '../territory.ts';
import { ContestResults, type PrecinctFigures, type SavedContest } from './contest-results.ts';
import type { FigureName } from './figures.ts';

type Saved =
  | SavedTerritory
  | ['precinct-figures', string, PrecinctFigures]
  | ['contest', SavedContest]
  | ['of', string, SavedRow];

/** The results of all contests of an election; its digest is of the election's id and the contests' digests, by code. */
export class ResultsPart extends Digested implements Part {
  readonly election: string;
  readonly territory = new Territory();
  readonly #contests = new Map<string, ContestResults>();
  readonly #precincts = new Map<string, PrecinctFigures>();

  constructor(election: string) {
    super();
    this.election = election;
  }

  override content(): object {
    return { election: this.election, contests: this.contests().map((contest) => contest.digest) };
  }

  /** In the order of their codes' UTF-16 code units. */
  contests(): ContestResults[] {
    return [...this.#contests.values()].toSorted((a, b) => (a.code < b.code ? -1 : 1));
  }

  find(code: string): ContestResults | undefined {
    return this.#contests.get(code);
  }

  /** @throws Error when the contest was not called before */
  contest(code: string): ContestResults {
    const contest = this.#contests.get(code);
    if (!contest) throw new Error(`contest ${code} was not called before`);
    return contest;
  }

  registerArea(code: string, level: AreaLevel, parent: string | null, position: number): void {
    this.territory.registerArea(code, level, parent);
    for (const contest of this.#at(this.territory.contestsAtArea(code))) {
      contest.rows.at({ code, level });
      contest.changedAt = position;
    }
  }

  formPrecinct(code: string, area: string, votersOnRoll: number | null, position: number): void {
    this.territory.formPrecinct(code, area);
    this.#precincts.set(code, { votersOnRoll });
    for (const contest of this.#at(this.territory.contestsAtPrecinct(code))) {
      contest.expect(code, { votersOnRoll });
      contest.changedAt = position;
    }
  }

  /** A figure that is the precinct's whatever the contest: it stands in each contest that the precinct votes in. */
  report(precinct: string, name: FigureName, value: number, position: number): void {
    const contests = this.#at(this.territory.contestsAtPrecinct(precinct));
    this.#precincts.set(precinct, { ...this.#precincts.get(precinct), [name]: value });
    for (const contest of contests) {
      contest.give(precinct, name, value);
      contest.changedAt = position;
    }
  }

  callContest(called: { code: string; area: string; againstAll: boolean }, position: number): void {
    const contest = this.#add(called);
    for (const place of this.territory.upFromArea(called.area)) contest.rows.at(place);
    for (const place of this.territory.below(called.area)) {
      contest.rows.at(place);
      if (place.level === 'precinct') contest.expect(place.code, this.#precincts.get(place.code)!);
    }
    contest.changedAt = position;
  }

  #add(called: { code: string; area: string; againstAll: boolean }): ContestResults {
    const contest = new ContestResults(this, this.territory, { election: this.election, ...called });
    this.territory.callContest(called.code, called.area);
    this.#contests.set(called.code, contest);
    return contest;
  }

  #at(codes: readonly string[]): ContestResults[] {
    return codes.map((code) => this.contest(code));
  }

  *save(): Iterable<Saved> {
    yield* this.territory.save();
    for (const [code, figures] of this.#precincts) yield ['precinct-figures', code, figures];
    for (const contest of this.#contests.values()) {
      const { code, area, againstAll, status, changedAt, choices } = contest;
      yield ['contest', { code, area, againstAll, status, changedAt, choices: choices.save() }];
      for (const row of contest.rows.save()) yield ['of', code, row];
    }
  }

  restore(saved: Saved): void {
    switch (saved[0]) {
      case 'precinct-figures':
        this.#precincts.set(saved[1], saved[2]);
        break;
      case 'contest': {
        const contest = this.#add(saved[1]);
        contest.status = saved[1].status;
        contest.changedAt = saved[1].changedAt;
        contest.choices.restore(saved[1].choices);
        break;
      }
      case 'of':
        this.contest(saved[1]).rows.restore(saved[2]);
        break;
      default:
        this.territory.restore(saved);
    }
  }
}
