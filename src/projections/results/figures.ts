/** The figures of a protocol's form, by the names that answers and packages give them. */
export const figureNames = [
  'votersOnRoll',
  'ballotsReceived',
  'ballotsIssued',
  'ballotsIssuedOutside',
  'ballotsIssuedAbsentee',
  'ballotsUnused',
  'ballotsSpoiled',
  'ballotsInMobileBoxes',
  'ballotsInBoxes',
  'ballotsInvalid',
  'ballotsValid',
  'votesAgainstAll',
] as const;
export type FigureName = (typeof figureNames)[number];

/** `null`: nobody gave the figure, which is not 0. A sum is over the precincts that gave it. */
export type Figures = Record<FigureName, number | null>;

export const noFigures = Object.fromEntries(figureNames.map((name) => [name, null])) as Figures;

/** One figure summed over precincts, and how many of them gave it. */
export class Sum {
  #sum = 0;
  #givenBy = 0;

  get value(): number | null {
    return this.#givenBy > 0 ? this.#sum : null;
  }

  /** A precinct's figure was `before` and is `after`. */
  change(before: number | null, after: number): void {
    this.#sum += after - (before ?? 0);
    if (before === null) this.#givenBy += 1;
  }

  save(): [sum: number, givenBy: number] {
    return [this.#sum, this.#givenBy];
  }

  restore([sum, givenBy]: [number, number]): void {
    this.#sum = sum;
    this.#givenBy = givenBy;
  }
}
