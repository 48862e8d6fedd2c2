import { ContestTrace } from './contest-trace.ts';
import { PaperTrace } from './paper-trace.ts';
import { inOrder, Territory } from './territory.ts';

/** What totals need to remember of an election beside its folded streams: where it is held, and what of its contests and papers. */
export class ElectionTrace {
  readonly id: string;
  readonly territory = new Territory();
  readonly contests = new Map<string, ContestTrace>();
  /** Codes of contests by constituency. */
  readonly #seats = new Map<string, string[]>();
  readonly #papers = new Map<string, PaperTrace>();

  constructor(id: string) {
    this.id = id;
  }

  callContest(code: string, area: string, againstAll: boolean): void {
    this.contests.set(code, new ContestTrace(this.id, code, area, againstAll));
    this.#seats.set(area, [...(this.#seats.get(area) ?? []), code]);
  }

  /** Contests in whose constituency an area lies. */
  contestsAbove(area: string | undefined): ContestTrace[] {
    const codes = this.territory.up(area).flatMap(({ code }) => this.#seats.get(code) ?? []);
    return codes.map((code) => this.contests.get(code)!);
  }

  /** Contests that a precinct votes in. */
  contestsAt(precinct: string): ContestTrace[] {
    return this.contestsAbove(this.territory.homeOf(precinct));
  }

  /** Codes of the precincts that vote in a contest, in their order. */
  precincts({ area }: ContestTrace): string[] {
    const below = this.territory.below(area);
    return inOrder(below.filter(({ level }) => level === 'precinct')).map(({ code }) => code);
  }

  /** `undefined` before anything happened to it. */
  paper({ code }: ContestTrace, precinct: string): PaperTrace | undefined {
    return this.#papers.get(`${code}/${precinct}`);
  }

  beginPaper({ code }: ContestTrace, precinct: string): PaperTrace {
    const paper = new PaperTrace();
    this.#papers.set(`${code}/${precinct}`, paper);
    return paper;
  }
}
