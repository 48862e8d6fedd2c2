import type {
  ContestProgress,
  ContestResults,
  ContestStatus,
  Overview,
  ProgressRow,
  ProtocolRow,
  ResultRow,
  RowLevel,
  TurnoutRow,
} from './answers.ts';

/** What the feed and the figures tell: read models in the shapes of their answers, with some or all of their rows. */
export interface Told {
  readonly position: number;
  readonly digest: string;
  readonly checkpoint?: Checkpoint | null;
}
/** The latest that was signed: how many events it covers. */
export interface Checkpoint {
  readonly size: number;
}
export interface Figures {
  readonly position: number;
  /** Of a heartbeat, which tells of nothing else. */
  readonly checkpoint?: Checkpoint | null;
  readonly turnout?: Told & { readonly areas: readonly TurnoutRow[] };
  readonly progress?: Told & { readonly areas: readonly ProgressRow[]; readonly contests: readonly ContestProgress[] };
  readonly results?: Told & { readonly contests: readonly ContestResults[] };
  readonly protocols?: Told & {
    readonly contests: readonly { readonly code: string; readonly protocols: readonly ProtocolRow[] }[];
  };
  readonly standings?: Told & { readonly contests: readonly Standing[] };
  readonly overview?: Told & { readonly areas: readonly Overview[] };
}

/** That a contest is as it is: what is in it, is asked for. */
export interface Standing {
  readonly code: string;
  readonly status: ContestStatus;
  readonly digest: string;
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

  /** How the election stands in an area. */
  overview(area: string): Overview | undefined {
    return this.#held.overviews.get(area);
  }

  contest(code: string): ContestProgress | undefined {
    return this.#held.contests.get(code);
  }

  /** Where a contest stands, and the digest of it with all that belongs to it. */
  standing(contest: string): Standing | undefined {
    return this.#held.standings.get(contest);
  }

  protocol(contest: string, precinct: string): ProtocolRow | undefined {
    return this.#held.protocols.get(contest)?.get(precinct);
  }

  hasProtocols(contest: string): boolean {
    return this.#held.protocols.has(contest);
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
  readonly protocols = new Map<string, Map<string, ProtocolRow>>();
  readonly standings = new Map<string, Standing>();
  readonly overviews = new Map<string, Overview>();
  readonly #toldAt: Record<string, number> = {};

  take({ turnout, progress, results, protocols, standings, overview }: Figures): void {
    if (turnout && this.#isNewer('turnout', turnout)) {
      for (const row of turnout.areas) this.turnout.set(key(row.level, row.code), row);
    }
    if (progress && this.#isNewer('progress', progress)) {
      for (const row of progress.areas) this.progress.set(key(row.level, row.code), row);
      for (const contest of progress.contests) this.contests.set(contest.code, contest);
    }
    if (overview && this.#isNewer('overview', overview)) {
      for (const row of overview.areas) this.overviews.set(row.code, row);
    }
    if (results && this.#isNewer('results', results)) for (const contest of results.contests) this.#takeResult(contest);
    if (protocols && this.#isNewer('protocols', protocols)) {
      for (const { code, protocols: rows } of protocols.contests) this.#takeProtocols(code, rows);
    }
    if (standings && this.#isNewer('standings', standings)) {
      for (const contest of standings.contests) this.standings.set(contest.code, contest);
    }
  }

  #isNewer(kind: string, { position, digest }: Told): boolean {
    if (position < (this.#toldAt[kind] ?? -1)) return false;
    this.#toldAt[kind] = position;
    this.digests[kind] = digest;
    return true;
  }

  #takeProtocols(contest: string, rows: readonly ProtocolRow[]): void {
    const held = this.protocols.get(contest) ?? new Map<string, ProtocolRow>();
    for (const row of rows) held.set(row.precinct, row);
    this.protocols.set(contest, held);
  }

  #takeResult({ code, area, status, areas }: ContestResults): void {
    const held = this.results.get(code) ?? { code, area, status, rows: new Map<string, ResultRow>() };
    held.status = status;
    for (const row of areas) held.rows.set(key(row.level, row.code), row);
    this.results.set(code, held);
  }
}
