import type { FigureName } from '../../domain/protocol/figures.ts';
import { figureNames } from '../../domain/protocol/figures.ts';
import { type Difference, differences } from './copies.ts';
import type { Count } from './count.ts';
import type { Country } from './country.ts';
import type { Finding } from './faults.ts';

type Totals = Record<FigureName, number>;
type Votes = Record<string, number>;

/** What a record of the package must come to: `answers.json`. */
export interface Answers {
  readonly election: string;
  readonly seed: number;
  readonly precincts: number;
  /** Of the candidates' table. */
  readonly candidates: { readonly self: number; readonly party: number };
  /** Sums over all protocols. */
  readonly figures: Totals;
  /** By region, per cent with two digits; from the protocols as they stand. */
  readonly turnout: readonly {
    readonly region: string;
    readonly votersOnRoll: number;
    readonly ballotsIssued: number;
    readonly turnout: number;
  }[];
  readonly contests: readonly {
    readonly contest: string;
    readonly winner: string;
    /** Sums over the contest's protocols, and what the recorded ballots say. */
    readonly figures: Totals;
    readonly votes: Votes;
    readonly ballots: { readonly inBoxes: number; readonly byChoice: Votes };
  }[];
  readonly faultyProtocols: readonly (Finding & { readonly contest: string; readonly precinct: string })[];
  readonly copies: {
    readonly submitted: number;
    readonly differing: readonly {
      readonly contest: string;
      readonly precinct: string;
      readonly copy: string;
      readonly differences: readonly Difference[];
    }[];
    /** Contests whose winner is another when all precincts' copies are added up. */
    readonly turned: readonly { readonly contest: string; readonly winner: string; readonly votes: Votes }[];
  };
}

const noTotals = (): Totals => Object.fromEntries(figureNames.map((name) => [name, 0])) as Totals;

/** Gathers the answers while the papers are made. */
export class AnswerSheet {
  readonly #country: Country;
  readonly #figures = noTotals();
  readonly #regions = new Map<string, { votersOnRoll: number; ballotsIssued: number }>();
  readonly #contests: Answers['contests'][number][] = [];
  readonly #faulty: Answers['faultyProtocols'][number][] = [];
  readonly #differing: Answers['copies']['differing'][number][] = [];
  readonly #turned: Answers['copies']['turned'][number][] = [];
  #precincts = 0;
  #copies = 0;

  constructor(country: Country) {
    this.#country = country;
  }

  add({ constituency, precincts, winner }: Count): void {
    const { code: contest, disputed } = constituency;
    const region = this.#regions.get(constituency.region) ?? { votersOnRoll: 0, ballotsIssued: 0 };
    this.#regions.set(constituency.region, region);
    const figures = noTotals();
    const [votes, byChoice, byCopies]: Votes[] = [{}, {}, {}] as [Votes, Votes, Votes];
    for (const {
      precinct: { code: precinct },
      ballots,
      protocol,
      findings,
      copy,
    } of precincts) {
      this.#precincts++;
      addTo(figures, protocol.figures);
      addTo(votes!, protocol.votes);
      addTo(byChoice!, Object.fromEntries(ballots));
      region.votersOnRoll += protocol.figures.votersOnRoll;
      region.ballotsIssued += protocol.figures.ballotsIssued;
      this.#faulty.push(...findings.map((finding) => ({ contest, precinct, ...finding })));
      if (!copy) continue;
      this.#copies++;
      addTo(byCopies!, copy.paper.votes);
      const found = differences(copy.paper, protocol);
      if (found.length > 0) this.#differing.push({ contest, precinct, copy: copy.code, differences: found });
    }
    addTo(this.#figures, figures);
    const inBoxes = Object.values(byChoice!).reduce((sum, each) => sum + each, 0);
    this.#contests.push({ contest, winner, figures, votes: votes!, ballots: { inBoxes, byChoice: byChoice! } });
    if (disputed) this.#turned.push({ contest, winner: mostVotes(byCopies!), votes: byCopies! });
  }

  sheet(election: string): Answers {
    const { seed, constituencies } = this.#country;
    const candidates = constituencies.flatMap((each) => each.candidates);
    const party = candidates.filter((each) => each.party !== null).length;
    return {
      election,
      seed,
      precincts: this.#precincts,
      candidates: { self: candidates.length - party, party },
      figures: this.#figures,
      turnout: [...this.#regions].map(([region, { votersOnRoll, ballotsIssued }]) => ({
        region,
        votersOnRoll,
        ballotsIssued,
        turnout: Math.round((10_000 * ballotsIssued) / votersOnRoll) / 100,
      })),
      contests: this.#contests,
      faultyProtocols: this.#faulty,
      copies: { submitted: this.#copies, differing: this.#differing, turned: this.#turned },
    };
  }
}

function addTo(sums: Record<string, number>, figures: Readonly<Record<string, number>>): void {
  for (const [name, figure] of Object.entries(figures)) sums[name] = (sums[name] ?? 0) + figure;
}

function mostVotes(votes: Votes): string {
  return Object.entries(votes).reduce((most, each) => (each[1] > most[1] ? each : most))[0];
}
