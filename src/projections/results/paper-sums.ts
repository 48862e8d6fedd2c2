import { againstAll } from '../../domain/ballot-box/events.ts';
import { type Counted, type FigureName, figureNames, type Figures } from '../../domain/protocol/figures.ts';
import { Sum } from './figures.ts';
import { type Choices, Tally } from './tally.ts';

export type SavedPapers = [papers: number, figures: [number, number][], votes: number[]];

/** Protocols added up: each figure over those that give it, and the votes of each line. */
export class PaperSums {
  readonly #choices: Choices;
  readonly #figures = figureNames.map(() => new Sum());
  readonly #votes: Tally;
  /** How many are in the sums. */
  papers = 0;

  constructor(choices: Choices) {
    this.#choices = choices;
    this.#votes = new Tally(choices);
  }

  /** A precinct's paper was `before` and is `after`. */
  change(before: Counted | undefined, after: Counted | undefined): void {
    this.papers += (after ? 1 : 0) - (before ? 1 : 0);
    for (const [i, name] of figureNames.entries()) {
      this.#figures[i]!.change(before?.figures[name] ?? null, after?.figures[name] ?? null);
    }
    for (const [line, votes] of Object.entries(before?.votes ?? {})) this.#votes.add(this.#placeOf(line), -votes);
    for (const [line, votes] of Object.entries(after?.votes ?? {})) this.#votes.add(this.#placeOf(line), votes);
  }

  /** A line that the ballot has not is in nobody's votes; the place of "against all" is free, since that is a figure. */
  #placeOf(line: string): number {
    return this.#choices.has(line) ? this.#choices.placeOf(line) : this.#choices.placeOf(againstAll);
  }

  figure(name: FigureName): number | null {
    return this.#figures[figureNames.indexOf(name)]!.value;
  }

  get figures(): Figures {
    return Object.fromEntries(figureNames.map((name, i) => [name, this.#figures[i]!.value])) as Figures;
  }

  get votes(): Record<string, number> {
    return this.#votes.votes;
  }

  save(): SavedPapers {
    return [this.papers, this.#figures.map((sum) => sum.save()), this.#votes.save()];
  }

  restore([papers, figures, votes]: SavedPapers): void {
    this.papers = papers;
    for (const [i, saved] of figures.entries()) this.#figures[i]!.restore(saved);
    this.#votes.restore(votes);
  }
}
