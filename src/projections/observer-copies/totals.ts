import { againstAll } from '../../domain/ballot-box/events.ts';
import { type Counted, votesFor } from '../../domain/protocol/figures.ts';
import { digestOf } from '../digested.ts';
import type { View } from '../projection.ts';
import type { ResultsPart } from '../results/view.ts';

/** One line's votes by copies, beside the official ones. */
export interface LineTotals {
  /** A candidate's code, or `against-all`. */
  readonly line: string;
  /** In the whole constituency. */
  readonly official: number;
  /** Of the precincts of which somebody holds a copy: by the latest copy, and officially. */
  readonly byCopies: number;
  readonly officialThere: number;
}

export interface CopyTotals {
  readonly contest: string;
  readonly precincts: {
    /** That vote in the contest. */
    readonly expected: number;
    readonly withCopies: number;
    /** Of which a copy says something else than the paper that stands. */
    readonly differing: number;
  };
  /** In the order of the ballot. */
  readonly lines: readonly LineTotals[];
}

/** What a contest comes to by observers' copies. The digest is of the contest's results and protocols. `undefined`: unknown contest. */
export function copyTotals(
  view: View<ResultsPart>,
  election: string,
  code: string,
): ({ digest: string } & CopyTotals) | undefined {
  const contest = view.get(election)?.find(code);
  if (!contest) return undefined;
  const [constituency] = contest.rows.select({ area: contest.area });
  const held = contest.protocols.all().filter(({ record }) => record.observerCopies.length > 0);
  const there = held.map(({ precinct }) => contest.rows.at({ level: 'precinct', code: precinct }));
  const sum = (figures: readonly (number | null | undefined)[]) => figures.reduce<number>((a, b) => a + (b ?? 0), 0);
  return {
    digest: digestOf([contest.digest, contest.protocols.digest]),
    contest: code,
    precincts: {
      expected: constituency!.precincts.expected,
      withCopies: held.length,
      differing: held.filter(({ record }) => record.observerCopies.some(({ differences }) => differences)).length,
    },
    lines: contest.choices.lines.map((line) => ({
      line,
      official: constituency!.votesFor(line),
      byCopies: sum(held.map(({ record }) => onCopy(line, record.observerCopies.at(-1)!))),
      officialThere: sum(there.map((row) => row.votesFor(line))),
    })),
  };
}

function onCopy(line: string, copy: Counted): number | null | undefined {
  return line === againstAll ? copy.figures.votesAgainstAll : votesFor(line, copy);
}
