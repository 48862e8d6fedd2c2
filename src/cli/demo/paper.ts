import { inWords } from '../../domain/rules/numerals.ts';
import type { Locality, Precinct } from './country.ts';

/** What a protocol of the play says. */
export interface Paper {
  readonly figures: Readonly<Record<string, number>>;
  readonly votes: Readonly<Record<string, number>>;
  readonly issuedByMember: Readonly<Record<string, number>>;
}

/** The paper that a sound count of these ballots leads to. Who withdrew keeps a line. */
export function paperOf(
  { candidates }: Locality,
  precinct: Precinct,
  ballots: readonly string[],
  lines: readonly string[],
): Paper {
  const { votersOnRoll, issued, issuedOutside, spoiled, commission } = precinct;
  const count = (choice: string) => ballots.filter((each) => each === choice).length;
  const invalid = ballots.filter((each) => each.startsWith('invalid:')).length;
  const votes = Object.fromEntries(
    candidates.filter(({ code }) => lines.includes(code)).map(({ code }) => [code, count(code)]),
  );
  const received = votersOnRoll + Math.ceil(votersOnRoll / 100);
  const share = Math.floor(issued / commission.length);
  return {
    figures: {
      votersOnRoll,
      ballotsReceived: received,
      ballotsIssued: issued,
      ballotsIssuedOutside: issuedOutside,
      ballotsIssuedAbsentee: 0,
      ballotsUnused: received - issued - spoiled,
      ballotsSpoiled: spoiled,
      ballotsInMobileBoxes: issuedOutside,
      ballotsInBoxes: ballots.length,
      ballotsInvalid: invalid,
      ballotsValid: ballots.length - invalid,
      votesAgainstAll: count('against-all'),
    },
    votes,
    issuedByMember: Object.fromEntries(
      commission.map(({ official }, i) => [official, i === 0 ? issued - share * (commission.length - 1) : share]),
    ),
  };
}

/** The same as the request of an entry, its chief figures in Kazakh words as the form has them. */
export function entryOf(paper: Paper, at: string): object {
  const { figures, votes, issuedByMember } = paper;
  const words = (counts: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(counts).map(([name, n]) => [name, inWords(n, 'kk')]));
  const { ballotsInBoxes, ballotsValid } = figures as { ballotsInBoxes: number; ballotsValid: number };
  const stated = { language: 'kk', figures: words({ ballotsInBoxes, ballotsValid }), votes: words(votes) };
  return { figures, votes, issuedByMember, inWords: stated, at };
}
