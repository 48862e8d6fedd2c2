import { againstAll, invalidLine, invalidReasons } from '../../domain/ballot-box/events.ts';

const invalidChoices = invalidReasons.map((reason) => `invalid:${reason}`);

export interface SavedChoices {
  readonly places: readonly string[];
  readonly lines: readonly string[];
}

/**
 * What the ballots of one contest may say, each with its place in the tallies: "against all" first, then the reasons of
 * invalidity, then the candidates. Places stay, so that a tally is a plain list of counts and a ballot is one addition.
 */
export class Choices {
  readonly #places = new Map<string, number>();
  /** Of the approved ballot text, from the top; none before there is one. */
  lines: readonly string[] = [];

  constructor() {
    for (const choice of [againstAll, ...invalidChoices]) this.#places.set(choice, this.#places.size);
  }

  /** Candidates' codes in the order of the ballot. */
  get candidates(): readonly string[] {
    return this.lines.filter((line) => line !== againstAll);
  }

  /** The lines of the approved ballot text, from the top. */
  approve(lines: readonly string[]): void {
    this.lines = lines;
    for (const candidate of this.candidates) {
      if (!this.#places.has(candidate)) this.#places.set(candidate, this.#places.size);
    }
  }

  has(choice: string): boolean {
    return this.#places.has(choice);
  }

  /** @throws Error for a choice that the ballot text does not have */
  placeOf(choice: string): number {
    const place = this.#places.get(choice);
    if (place === undefined) throw new Error(`the ballot has no line ${choice}`);
    return place;
  }

  save(): SavedChoices {
    return { places: [...this.#places.keys()], lines: this.lines };
  }

  restore({ places, lines }: SavedChoices): void {
    for (const [place, choice] of places.entries()) this.#places.set(choice, place);
    this.lines = lines;
  }
}

/** Ballots by what they say. */
export class Tally {
  #counts: number[] = [];

  constructor(private readonly choices: Choices) {}

  add(place: number, ballots = 1): void {
    const counts = this.#counts;
    while (counts.length <= place) counts.push(0);
    counts[place]! += ballots;
  }

  get againstAll(): number {
    return this.#counts[0] ?? 0;
  }

  /** Invalid ballots by reason. */
  get invalid(): Record<string, number> {
    return Object.fromEntries(invalidReasons.map((reason, i) => [reason, this.#counts[i + 1] ?? 0]));
  }

  get ballotsInvalid(): number {
    return invalidReasons.reduce((sum, _, i) => sum + (this.#counts[i + 1] ?? 0), 0);
  }

  get ballots(): number {
    return this.#counts.reduce((sum, count) => sum + count, 0);
  }

  /** Votes by candidate, in the order of the ballot. */
  get votes(): Record<string, number> {
    const { candidates } = this.choices;
    return Object.fromEntries(candidates.map((code) => [code, this.#counts[this.choices.placeOf(code)] ?? 0]));
  }

  /** Ballots by line of the ballot, the invalid ones under `invalid`. */
  get byLine(): ReadonlyMap<string, number> {
    const lines = this.choices.lines.map((line): [string, number] => [
      line,
      this.#counts[this.choices.placeOf(line)] ?? 0,
    ]);
    return new Map([...lines, [invalidLine, this.ballotsInvalid]]);
  }

  save(): number[] {
    return this.#counts;
  }

  restore(counts: number[]): void {
    this.#counts = counts;
  }
}
