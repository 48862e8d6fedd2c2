import type { Constituency } from './country.ts';
import type { Paper } from './protocol.ts';
import type { Xoshiro } from './xoshiro.ts';

/** An observer's certified copy. */
export interface Copy {
  readonly code: string;
  readonly submittedBy: string;
  readonly paper: Paper;
}

/** A field in which a copy and the record differ, as a JSON pointer. */
export interface Difference {
  readonly field: string;
  readonly copy: number;
  readonly record: number;
}

/** How many votes copies of each protocol move from the winner to the runner-up, so that by all of them the latter wins. */
export function votesMoved(
  papers: readonly Paper[],
  [winner, second]: readonly [string, string],
  chance: Xoshiro,
): number[] {
  const sum = (candidate: string) => papers.reduce((total, { votes }) => total + votes[candidate]!, 0);
  let due = Math.floor((sum(winner) - sum(second)) / 2) + 1 + chance.between(0, 5);
  const moved = papers.map(() => 0);
  const largest = [...papers.keys()].toSorted((a, b) => papers[b]!.votes[winner]! - papers[a]!.votes[winner]!);
  for (const [n, i] of largest.entries()) {
    const part = n === 0 && papers.length > 1 ? Math.ceil(due * 0.6) : due;
    moved[i] = Math.min(part, Math.floor(papers[i]!.votes[winner]! * 0.8));
    due -= moved[i]!;
    if (due === 0) return moved;
  }
  throw new Error('Too few votes to move: another scale or weights are wanted.');
}

/** A copy that gives some of one candidate's votes to another: it is as sound a paper as the protocol. */
export function withVotesMoved({ figures, votes }: Paper, from: string, to: string, count: number): Paper {
  return { figures, votes: { ...votes, [from]: votes[from]! - count, [to]: votes[to]! + count } };
}

/** A copy that states something else, with votes or without. */
export function differing(paper: Paper, { candidates }: Constituency, chance: Xoshiro): Paper {
  const { figures, votes } = paper;
  const by = chance.between(1, 4);
  const most = candidates.map(({ code }) => code).toSorted((a, b) => votes[b]! - votes[a]!);
  if (chance.next() < 0.5 && votes[most[0]!]! > by) return withVotesMoved(paper, most[0]!, most[1]!, by);
  return { figures: { ...figures, ballotsUnused: figures.ballotsUnused + by }, votes };
}

export function differences(copy: Paper, record: Paper): Difference[] {
  const between = (pointer: string, ours: Readonly<Record<string, number>>, theirs: Readonly<Record<string, number>>) =>
    Object.keys(ours).flatMap((name): Difference[] =>
      ours[name] === theirs[name] ? [] : [{ field: `/${pointer}/${name}`, copy: ours[name]!, record: theirs[name]! }],
    );
  return [...between('figures', copy.figures, record.figures), ...between('votes', copy.votes, record.votes)];
}
