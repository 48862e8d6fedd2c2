import type { FigureName } from '../../domain/protocol/figures.ts';
import { againstAll, invalidReasons } from '../../domain/ballot-box/events.ts';
import { apportion } from './apportion.ts';
import type { Precinct } from './country.ts';
import type { Xoshiro } from './xoshiro.ts';

/** What a protocol states. This form has every figure. */
export interface Paper {
  readonly figures: Readonly<Record<FigureName, number>>;
  /** By candidate. */
  readonly votes: Readonly<Record<string, number>>;
}

/** How many ballots of a box say what: a candidate's code, `against-all`, or `invalid:<reason>`. */
export type Ballots = ReadonlyMap<string, number>;

/** How a constituency leans: its lines, "against all" last, each with its weight. */
export type Leaning = readonly (readonly [line: string, weight: number])[];

/** The ballots in a precinct's boxes. */
export function ballotsOf(precinct: Precinct, leaning: Leaning, chance: Xoshiro): Map<string, number> {
  const taken = chance.between(0, Math.min(2, Math.floor(precinct.issued / 50)));
  const inBoxes = precinct.issued - taken;
  const invalid = Math.round(inBoxes * (0.003 + chance.next() * 0.022));
  const votes = apportion(
    inBoxes - invalid,
    leaning.map(([, weight]) => weight * (0.75 + chance.next() * 0.5)),
  );
  const reasons = apportion(
    invalid,
    invalidReasons.map(() => chance.next() ** 2 + 0.01),
  );
  return new Map([
    ...leaning.map(([line], i) => [line, votes[i]!] as const),
    ...invalidReasons.map((reason, i) => [`invalid:${reason}`, reasons[i]!] as const),
  ]);
}

/** The protocol that states these ballots truly; every control relation holds. */
export function protocolOf(precinct: Precinct, ballots: Ballots, chance: Xoshiro): Paper {
  const { votersOnRoll, issued: ballotsIssued } = precinct;
  const percent = Math.floor(votersOnRoll / 100);
  const ballotsSpoiled = chance.between(0, Math.min(3, percent));
  const ballotsReceived = Math.max(votersOnRoll + chance.between(0, percent), ballotsIssued + ballotsSpoiled);
  const ballotsIssuedOutside = Math.floor(ballotsIssued * chance.next() * 0.06);
  const votes: Record<string, number> = {};
  let [ballotsInvalid, ballotsInBoxes] = [0, 0];
  for (const [choice, count] of ballots) {
    ballotsInBoxes += count;
    if (choice.startsWith('invalid:')) ballotsInvalid += count;
    else if (choice !== againstAll) votes[choice] = count;
  }
  return {
    figures: {
      votersOnRoll,
      ballotsReceived,
      ballotsIssued,
      ballotsIssuedOutside,
      ballotsIssuedAbsentee: Math.floor(ballotsIssued * chance.next() * 0.01),
      ballotsUnused: ballotsReceived - ballotsIssued - ballotsSpoiled,
      ballotsSpoiled,
      ballotsInMobileBoxes: Math.max(0, ballotsIssuedOutside - chance.between(0, 1)),
      ballotsInBoxes,
      ballotsInvalid,
      ballotsValid: ballotsInBoxes - ballotsInvalid,
      votesAgainstAll: ballots.get(againstAll) ?? 0,
    },
    votes,
  };
}
