import { type FigureName, figureNames, type Figures } from '../../domain/protocol/figures.ts';

export { type FigureName, figureNames, type Figures, noFigures } from '../../domain/protocol/figures.ts';

/** One figure summed over precincts, and how many of them gave it; `null`: nobody gave it, which is not 0. */
export class Sum {
  #sum = 0;
  #givenBy = 0;

  get value(): number | null {
    return this.#givenBy > 0 ? this.#sum : null;
  }

  /** A precinct's figure was `before` and is `after`. */
  change(before: number | null, after: number | null): void {
    this.#sum += (after ?? 0) - (before ?? 0);
    this.#givenBy += (after === null ? 0 : 1) - (before === null ? 0 : 1);
  }

  save(): [sum: number, givenBy: number] {
    return [this.#sum, this.#givenBy];
  }

  restore([sum, givenBy]: [number, number]): void {
    this.#sum = sum;
    this.#givenBy = givenBy;
  }
}

/** Figure by figure; a figure that only one of both has is that one's. */
export function addedUp(a: Readonly<Partial<Figures>>, b: Readonly<Partial<Figures>>): Figures {
  const sum = (name: FigureName): number | null => {
    const [x, y] = [a[name] ?? null, b[name] ?? null];
    return x === null || y === null ? (x ?? y) : x + y;
  };
  return Object.fromEntries(figureNames.map((name) => [name, sum(name)])) as Figures;
}
