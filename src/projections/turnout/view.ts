import type { AreaLevel } from '../../domain/area/events.ts';
import { type TurnoutHour, turnoutHours } from '../../domain/precinct/events.ts';
import { Digested } from '../digested.ts';
import { FigureRow, FigureRows, type SavedRow } from '../figure-rows.ts';
import type { Part } from '../projection.ts';
import { type Place, type SavedTerritory, Territory } from '../territory.ts';

/** Turnout of an area or precinct as reported for one hour, capital time. */
export interface HourContent {
  readonly hour: TurnoutHour;
  /** Precincts that reported this hour. */
  readonly reported: number;
  /** Ballots issued in them by then. */
  readonly ballotsIssued: number;
  /** Voters on their rolls: of those whose roll is known; `null` when of none. */
  readonly votersOnRoll: number | null;
}

export interface TurnoutRowContent extends Place {
  readonly precincts: number;
  /** The hours that any precinct reported, in their order. */
  readonly hours: readonly HourContent[];
}

interface Hour {
  reported: number;
  ballotsIssued: number;
  votersOnRoll: number;
  rollsKnown: number;
}

type SavedHours = { readonly precincts: number; readonly hours: readonly (Hour | null)[] };

export class TurnoutRow extends FigureRow {
  #precincts = 0;
  /** By place of the hour among {@link turnoutHours}. */
  #hours: (Hour | null)[] = turnoutHours.map(() => null);

  expect(): void {
    this.#precincts += 1;
    this.touch();
  }

  report(hour: number, ballotsIssued: number, votersOnRoll: number | null): void {
    const figures = (this.#hours[hour] ??= { reported: 0, ballotsIssued: 0, votersOnRoll: 0, rollsKnown: 0 });
    figures.reported += 1;
    figures.ballotsIssued += ballotsIssued;
    this.touch();
    if (votersOnRoll !== null) this.correctRoll(hour, null, votersOnRoll);
  }

  /** The roll of a precinct that reported this hour was `before` and is `after`. */
  correctRoll(hour: number, before: number | null, after: number): void {
    const figures = this.#hours[hour]!;
    figures.votersOnRoll += after - (before ?? 0);
    if (before === null) figures.rollsKnown += 1;
    this.touch();
  }

  /** Places of the hours reported. */
  get reportedHours(): number[] {
    return this.#hours.flatMap((figures, hour) => (figures ? [hour] : []));
  }

  override content(): TurnoutRowContent {
    const hours = this.reportedHours.map((place): HourContent => {
      const { reported, ballotsIssued, votersOnRoll, rollsKnown } = this.#hours[place]!;
      return {
        hour: turnoutHours[place]!,
        reported,
        ballotsIssued,
        votersOnRoll: rollsKnown > 0 ? votersOnRoll : null,
      };
    });
    return { level: this.level, code: this.code, precincts: this.#precincts, hours };
  }

  override save(): SavedHours {
    return { precincts: this.#precincts, hours: this.#hours };
  }

  override restore({ precincts, hours }: SavedHours): void {
    this.#precincts = precincts;
    this.#hours = hours.map((hour) => hour && { ...hour });
    this.touch();
  }
}

/** Turnout of an election up the tree of areas; its digest is of the list of the rows' digests. */
export class TurnoutPart extends Digested implements Part {
  readonly #territory = new Territory();
  readonly rows = new FigureRows((place) => new TurnoutRow(this, place));
  readonly #rolls = new Map<string, number | null>();

  override content(): string[] {
    return this.rows.all().map((row) => row.digest);
  }

  registerArea(code: string, level: AreaLevel, parent: string | null): void {
    this.#territory.registerArea(code, level, parent);
    this.rows.at({ code, level });
  }

  formPrecinct(code: string, area: string, votersOnRoll: number | null): void {
    this.#territory.formPrecinct(code, area);
    this.#rolls.set(code, votersOnRoll);
    for (const row of this.#path(code)) row.expect();
  }

  receiveRoll(precinct: string, votersOnRoll: number): void {
    const path = this.#path(precinct);
    const before = this.#rolls.get(precinct) ?? null;
    for (const hour of path[0]!.reportedHours) for (const row of path) row.correctRoll(hour, before, votersOnRoll);
    this.#rolls.set(precinct, votersOnRoll);
  }

  report(precinct: string, hour: TurnoutHour, ballotsIssued: number): void {
    const votersOnRoll = this.#rolls.get(precinct) ?? null;
    for (const row of this.#path(precinct)) row.report(turnoutHours.indexOf(hour), ballotsIssued, votersOnRoll);
  }

  #path(precinct: string): readonly TurnoutRow[] {
    return this.rows.path(precinct, this.#territory);
  }

  *save(): Iterable<Saved> {
    yield* this.#territory.save();
    for (const [code, roll] of this.#rolls) yield ['roll', code, roll];
    yield* this.rows.save();
  }

  restore(saved: Saved): void {
    if (saved[0] === 'roll') this.#rolls.set(saved[1], saved[2]);
    else if (saved[0] === 'row') this.rows.restore(saved);
    else this.#territory.restore(saved);
  }
}

type Saved = SavedTerritory | SavedRow | ['roll', string, number | null];
