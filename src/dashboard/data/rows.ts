import type {
  ContestProgress,
  ContestResults,
  ContestStatus,
  ProgressRow,
  ResultRow,
  RowLevel,
  TurnoutRow,
} from './answers.ts';

/** What the feed and the figures tell: read models in the shapes of their answers, with some or all of their rows. */
export interface Told {
  readonly position: number;
  readonly digest: string;
}
export interface Figures {
  readonly position: number;
  readonly turnout?: Told & { readonly areas: readonly TurnoutRow[] };
  readonly progress?: Told & { readonly areas: readonly ProgressRow[]; readonly contests: readonly ContestProgress[] };
  readonly results?: Told & { readonly contests: readonly ContestResults[] };
}

/** A contest's results as held. */
export interface Result {
  readonly code: string;
  readonly area: string;
  status: ContestStatus;
  readonly rows: Map<string, ResultRow>;
}

const key = (level: RowLevel, code: string) => `${level}/${code}`;

/**
 * Rows of figures, each in its latest state: a row that is told takes the place of the one held. What was told makes new
 * Rows, so that whoever shows them sees that they changed; the rows themselves are passed on, not copied.
 */
export class Rows {
  readonly position: number;
  readonly digests: Readonly<Record<string, string>>;
  readonly #held: Held;

  constructor(position = -1, held: Held = new Held()) {
    this.position = position;
    this.digests = { ...held.digests };
    this.#held = held;
  }

  /** What is older than what is held, as another server's may be, is passed over. */
  with(figures: Figures): Rows {
    this.#held.take(figures);
    return new Rows(Math.max(this.position, figures.position), this.#held);
  }

  get results(): ReadonlyMap<string, Result> {
    return this.#held.results;
  }

  turnout(level: RowLevel, code: string): TurnoutRow | undefined {
    return this.#held.turnout.get(key(level, code));
  }

  progress(level: RowLevel, code: string): ProgressRow | undefined {
    return this.#held.progress.get(key(level, code));
  }

  contest(code: string): ContestProgress | undefined {
    return this.#held.contests.get(code);
  }

  result(contest: string, level: RowLevel, code: string): ResultRow | undefined {
    return this.#held.results.get(contest)?.rows.get(key(level, code));
  }
}

class Held {
  readonly digests: Record<string, string> = {};
  readonly turnout = new Map<string, TurnoutRow>();
  readonly progress = new Map<string, ProgressRow>();
  readonly contests = new Map<string, ContestProgress>();
  readonly results = new Map<string, Result>();
  readonly #toldAt: Record<string, number> = {};

  take({ turnout, progress, results }: Figures): void {
    if (turnout && this.#isNewer('turnout', turnout)) {
      for (const row of turnout.areas) this.turnout.set(key(row.level, row.code), row);
    }
    if (progress && this.#isNewer('progress', progress)) {
      for (const row of progress.areas) this.progress.set(key(row.level, row.code), row);
      for (const contest of progress.contests) this.contests.set(contest.code, contest);
    }
    if (results && this.#isNewer('results', results)) for (const contest of results.contests) this.#takeResult(contest);
  }

  #isNewer(kind: string, { position, digest }: Told): boolean {
    if (position < (this.#toldAt[kind] ?? -1)) return false;
    this.#toldAt[kind] = position;
    this.digests[kind] = digest;
    return true;
  }

  #takeResult({ code, area, status, areas }: ContestResults): void {
    const held = this.results.get(code) ?? { code, area, status, rows: new Map<string, ResultRow>() };
    held.status = status;
    for (const row of areas) held.rows.set(key(row.level, row.code), row);
    this.results.set(code, held);
  }
}
