import { againstAll, invalidReasons } from '../../domain/ballot-box/events.ts';

const invalidChoices = invalidReasons.map((reason) => `invalid:${reason}`);

export interface SavedChoices {
  readonly places: readonly string[];
  readonly candidates: readonly string[];
}

/**
 * What the ballots of one contest may say, each with its place in the tallies: "against all" first, then the reasons of
 * invalidity, then the candidates. Places stay, so that a tally is a plain list of counts and a ballot is one addition.
 */
export class Choices {
  readonly #places = new Map<string, number>();
  /** Candidates' codes in the order of the ballot. */
  candidates: readonly string[] = [];

  constructor() {
    for (const choice of [againstAll, ...invalidChoices]) this.#places.set(choice, this.#places.size);
  }

  /** The lines of the approved ballot text, from the top. */
  approve(lines: readonly string[]): void {
    this.candidates = lines.filter((line) => line !== againstAll);
    for (const candidate of this.candidates) {
      if (!this.#places.has(candidate)) this.#places.set(candidate, this.#places.size);
    }
  }

  /** @throws Error for a choice that the ballot text does not have */
  placeOf(choice: string): number {
    const place = this.#places.get(choice);
    if (place === undefined) throw new Error(`the ballot has no line ${choice}`);
    return place;
  }

  save(): SavedChoices {
    return { places: [...this.#places.keys()], candidates: this.candidates };
  }

  restore({ places, candidates }: SavedChoices): void {
    for (const [place, choice] of places.entries()) this.#places.set(choice, place);
    this.candidates = candidates;
  }
}

/** Ballots by what they say. */
export class Tally {
  #counts: number[] = [];

  constructor(private readonly choices: Choices) {}

  add(place: number): void {
    const counts = this.#counts;
    while (counts.length <= place) counts.push(0);
    counts[place]! += 1;
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

  save(): number[] {
    return this.#counts;
  }

  restore(counts: number[]): void {
    this.#counts = counts;
  }
}
