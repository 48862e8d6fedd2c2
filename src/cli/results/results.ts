import { areas } from '../../projections/areas/projection.ts';
import { contests } from '../../projections/contests/projection.ts';
import { elections } from '../../projections/elections/projection.ts';
import { foldUpTo } from '../../projections/past.ts';
import { results } from '../../projections/results/projection.ts';
import { resultsOf } from '../../projections/results/query.ts';
import type { Place, RowLevel } from '../../projections/territory.ts';
import { CommandFailed, type OpenRecord } from '../surroundings.ts';
import type { Terminal } from '../terminal.ts';
import { NamesOf } from './names.ts';
import { inWords } from './print.ts';

export interface ResultsWish {
  readonly election: string;
  readonly contest?: string;
  readonly area?: string;
  readonly level?: RowLevel;
  /** Position to answer as of; the head, when absent. */
  readonly at?: number;
  readonly json: boolean;
}

/** Prints an election's results: for people, or as the JSON that the server answers. */
export async function printResults(
  { reader, snapshots }: OpenRecord,
  terminal: Terminal,
  wish: ResultsWish,
): Promise<void> {
  const { election, contest, area, level } = wish;
  const head = (await reader.head())?.position ?? -1;
  const position = wish.at ?? head;
  if (position > head) throw new CommandFailed(`The record ends at position ${head}.`);
  const needed = wish.json ? [results] : [results, elections, areas, contests];
  const fold = await foldUpTo(needed, position, reader, snapshots);
  const view = fold.view(results);
  if (!view.has(election)) throw new CommandFailed(unknownElection(election, [...view.keys()], position));
  const answer = resultsOf(view, election, { contest, ...(wish.json && { area, level }) });
  if (!answer) throw new CommandFailed(`Election ${election} has no contest ${contest}.`);
  const { digest, contests: found } = answer;
  if (area !== undefined && !found.some(({ areas: rows }) => rows.some(({ code }) => code === area))) {
    throw new CommandFailed(`No contest of ${election} is voted on in ${area}.`);
  }
  if (wish.json) {
    await terminal.print(JSON.stringify({ election, position, digest, contests: found }, null, 2));
    return;
  }
  const names = new NamesOf(fold, election);
  const { territory } = view.get(election)!;
  const liesIn = ({ level: own, code }: Place, above: string) =>
    (own === 'precinct' ? territory.upFromPrecinct(code) : territory.upFromArea(code)).some(
      (each) => each.code === above,
    );
  await terminal.print(
    inWords({ election, position, digest, contests: found }, names, { area, level, liesIn }).join('\n'),
  );
}

function unknownElection(election: string, known: readonly string[], position: number): string {
  if (known.length === 0) return `The record holds no election up to position ${position}.`;
  return `The record knows no election ${election}; it holds ${known.toSorted().join(', ')}.`;
}
