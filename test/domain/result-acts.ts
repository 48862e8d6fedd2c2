import type { ApproveResult, ContestCommand } from '../../src/domain/contest/commands.ts';
import type { Tabulation } from '../../src/domain/contest/tabulation.ts';
import type { ElectionFacts } from '../../src/domain/election/state.ts';
import { actsIn, registered } from './contest-acts.ts';
import { commissionOf, done, in2021 } from './elections.ts';

/** Acts on a contest that was voted on. */
export const at = '2021-07-26T03:00:00+06:00';
export const digest = 'd'.repeat(64);
export const added: Tabulation = {
  position: 100,
  digest,
  basis: 'ballots',
  ballotsInBoxes: 200,
  ballotsInvalid: 3,
  ballotsValid: 197,
  votes: { a: 60, b: 50, c: 37 },
  votesAgainstAll: 50,
  uncounted: [],
  discrepancies: [],
  copiesDiffering: [],
  unposted: [],
  changedAt: 99,
};
export const tabulate = (change: Partial<Tabulation> = {}, election: ElectionFacts = in2021): ContestCommand => ({
  type: 'TabulateResult',
  ...done(at),
  facts: { election, tabulation: { ...added, ...change }, checkpoint: null },
});
interface Voice {
  position?: number;
  now?: Partial<Tabulation>;
  members?: ReturnType<typeof commissionOf>;
  election?: ElectionFacts;
}
/** A voice of that member in a commission of seven, where nothing was recorded since the tabulation. */
export const voice = (
  official: string,
  { position = 100, now = {}, members = commissionOf(7), election = in2021 }: Voice = {},
): ApproveResult => ({
  type: 'ApproveResult',
  official,
  position,
  ...done(at),
  facts: { election, tabulation: { ...added, ...now }, checkpoint: null, commission: { members, revision: 4 } },
});
export const voices = (count: number, from: Voice = {}) =>
  commissionOf(count).map(({ official }) => voice(official, from));
export const repeat = (votingDay: string, election: ElectionFacts = in2021, when = at): ContestCommand => ({
  type: 'CallRepeat',
  votingDay,
  heldIn: null,
  ...done(when),
  facts: { election },
});

export const voted = registered(in2021, 'a', 'b', 'c').after(actsIn(in2021).approveText());
export const tabulated = voted.after(tabulate());
