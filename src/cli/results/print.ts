import type { ContestResultsAnswer, ResultsAnswer } from '../../projections/results/query.ts';
import type { ResultRowContent } from '../../projections/results/result-row.ts';
import { type Place, type RowLevel, rowLevels } from '../../projections/territory.ts';
import { aligned, figure, share } from '../aligned.ts';
import type { NamesOf } from './names.ts';

/** Which rows to print. */
export interface Shown {
  /** Only this area or precinct; the constituency, when absent. */
  readonly area: string | undefined;
  /** Its parts by this level; the areas below it, when absent. */
  readonly level: RowLevel | undefined;
  /** Whether a row is of something that lies in an area. */
  readonly liesIn: (row: Place, area: string) => boolean;
}

/** Results as tables: the territory as a whole, then each contest. Percentages are of those who took part (valid ballots). */
export function inWords(
  answer: Omit<ResultsAnswer, 'next'> & { readonly position: number },
  names: NamesOf,
  shown: Shown,
): string[] {
  const election = names.election();
  const lines = [
    `${election?.name ?? answer.election} (${answer.election})${election ? `, ${election.votingDay}` : ''}`,
    `position ${answer.position}, digest ${answer.digest}`,
  ];
  if (answer.contests.length > 1 && shown.area === undefined) lines.push('', ...territory(answer.contests, names));
  for (const contest of answer.contests) {
    const row = contest.areas.find(
      ({ code, level }) => code === (shown.area ?? contest.area) && (shown.area !== undefined || level !== 'precinct'),
    );
    if (row) lines.push('', ...contestLines(contest, row, names, shown));
  }
  return lines;
}

/** All contests added up in the areas above the constituencies. */
function territory(contests: readonly ContestResultsAnswer[], names: NamesOf): string[] {
  const above = new Map<string, ResultRowContent[]>();
  for (const { area, areas } of contests) {
    const own = areas.find(({ code, level }) => code === area && level !== 'precinct');
    for (const row of areas) {
      if (own && depth(row) < depth(own)) above.set(row.code, [...(above.get(row.code) ?? []), row]);
    }
  }
  const rows = [...above].toSorted(([a, [x]], [b, [y]]) => depth(x!) - depth(y!) || (a < b ? -1 : 1));
  const body = rows.map(([code, all]) => [
    `${names.area(code)} (${all[0]!.level})`,
    figure(all.length),
    `${sum(all, (row) => row.precincts.counted)} of ${sum(all, (row) => row.precincts.expected)}`,
    ...figuresOf(all),
  ]);
  return aligned(
    [['Area', 'Contests', 'Counted', 'In boxes', 'Invalid', 'Took part', 'Against all'], ...body],
    ['left', 'right', 'right', 'right', 'right', 'right', 'right'],
  );
}

function contestLines(
  contest: ContestResultsAnswer,
  row: ResultRowContent,
  names: NamesOf,
  { level, liesIn }: Shown,
): string[] {
  const { precincts, figures } = row;
  const lines = [
    `${names.contest(contest.code)} (${contest.code}): ${placeOf(row, names)}, ${contest.status}`,
    `${precincts.counted} of ${precincts.expected} precincts counted; in boxes ${figure(figures.ballotsInBoxes)}, invalid ${figure(figures.ballotsInvalid)}, took part ${figure(figures.ballotsValid)}`,
    ...candidates(contest, row, names),
  ];
  const parts = contest.areas.filter(
    (each) =>
      depth(each) > depth(row) &&
      (level === undefined ? each.level !== 'precinct' : each.level === level) &&
      liesIn(each, row.code),
  );
  return parts.length > 0 ? [...lines, '', ...partsOf(contest, parts, names)] : lines;
}

function candidates(contest: ContestResultsAnswer, row: ResultRowContent, names: NamesOf): string[] {
  const { ballotsValid, votesAgainstAll } = row.figures;
  const leaders = leadersOf(row);
  const body = Object.entries(row.votes)
    .toSorted(([, a], [, b]) => b - a)
    .map(([code, votes]) => {
      const { name, party } = names.candidate(contest.code, code);
      const mark =
        leaders.length > 1 ? 'tie' : contest.status === 'certified' && row.code === contest.area ? 'elected' : 'leads';
      return [
        code,
        party === null ? name : `${name}, ${party}`,
        figure(votes),
        share(votes, ballotsValid),
        leaders.includes(code) ? mark : '',
      ];
    });
  if (votesAgainstAll !== null)
    body.push(['', 'Against all', figure(votesAgainstAll), share(votesAgainstAll, ballotsValid), '']);
  return aligned([['', 'Candidate', 'Votes', '%', ''], ...body], ['left', 'left', 'right', 'right', 'left'], 2);
}

/** Parts of the constituency, a line each, with who leads there. */
function partsOf(contest: ContestResultsAnswer, parts: readonly ResultRowContent[], names: NamesOf): string[] {
  const body = parts.map((row) => {
    const leaders = leadersOf(row);
    const first = leaders[0];
    return [
      placeOf(row, names),
      `${row.precincts.counted} of ${row.precincts.expected}`,
      ...figuresOf([row]),
      first === undefined
        ? ''
        : `${leaders.length > 1 ? 'tie: ' : ''}${leaders.map((code) => names.candidate(contest.code, code).name).join(' = ')}`,
      first === undefined ? '' : figure(row.votes[first]!),
      first === undefined ? '' : share(row.votes[first]!, row.figures.ballotsValid),
    ];
  });
  return aligned(
    [['Area', 'Counted', 'In boxes', 'Invalid', 'Took part', 'Against all', 'Most votes', 'Votes', '%'], ...body],
    ['left', 'right', 'right', 'right', 'right', 'right', 'left', 'right', 'right'],
    2,
  );
}

function depth({ level }: Place): number {
  return rowLevels.indexOf(level);
}

/** Who has most votes: several when they have equally many, nobody while there are none. */
function leadersOf({ votes }: ResultRowContent): string[] {
  const most = Math.max(0, ...Object.values(votes));
  return most === 0 ? [] : Object.keys(votes).filter((code) => votes[code] === most);
}

function figuresOf(rows: readonly ResultRowContent[]): string[] {
  const names = ['ballotsInBoxes', 'ballotsInvalid', 'ballotsValid', 'votesAgainstAll'] as const;
  return names.map((name) => {
    const given = rows.flatMap(({ figures }) => figures[name] ?? []);
    return figure(given.length > 0 ? sum(given, (value) => value) : null);
  });
}

function placeOf({ level, code }: ResultRowContent, names: NamesOf): string {
  return level === 'precinct' ? `precinct ${code}` : names.area(code);
}

function sum<T>(items: readonly T[], value: (item: T) => number): number {
  return items.reduce((total, item) => total + value(item), 0);
}
