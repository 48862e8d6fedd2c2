import type { ElectionResults } from './results/contest-results.ts';
import { firstDifference, shown } from './same.ts';

/** `results.json`: what the server answered of an election's results. Whatever it says, it is only read. */
export interface Published {
  readonly election: string;
  /** Position of the last event that is added up in it. */
  readonly position: number;
  readonly answer: Readonly<Record<string, unknown>>;
}

/** One figure of which the record adds up to something else than what was published. */
export interface ResultDifference {
  /** Empty: of the whole election. */
  readonly contest: string;
  /** Empty, as the area is: of the whole contest. */
  readonly level: string;
  readonly area: string;
  /** As in the answer, e.g. `votes/c-1`, `figures/ballotsIssued`, `precincts/counted`. */
  readonly figure: string;
  readonly ours: unknown;
  readonly theirs: unknown;
}

/** @returns what is wrong with the text, if it is no answer at all */
export function readPublished(text: string): Published | string {
  let answer: unknown;
  try {
    answer = JSON.parse(text);
  } catch (error) {
    return `no JSON: ${(error as Error).message}`;
  }
  if (!isObject(answer)) return 'no JSON object';
  const { election, position } = answer;
  if (typeof election !== 'string') return 'names no election';
  if (typeof position !== 'number' || !Number.isSafeInteger(position)) return 'names no position';
  return { election, position, answer };
}

/** Every figure that differs, contest by contest and place by place. */
export function* differences(own: ElectionResults, { answer }: Published): Iterable<ResultDifference> {
  const { contests: ours, ...whole } = own;
  // `next` is of how a server pages its answer: contests that are missing are told one by one.
  const { contests: theirs, position: _, next: _1, ...published } = answer;
  yield* ofPlace({ contest: '', level: '', area: '' }, whole, published);
  const listed = byKey(theirs, ['code']);
  const known = byKey(ours, ['code']);
  for (const code of new Set([...known.keys(), ...listed.keys()])) {
    const [mine, other] = [known.get(code), listed.get(code)];
    const contest = code.slice(1);
    if (!mine || !other) {
      yield { contest, level: '', area: '', figure: 'contest', ours: presence(mine), theirs: presence(other) };
      continue;
    }
    yield* ofContest(contest, mine, other);
  }
}

function* ofContest(contest: string, mine: Row, other: Row): Iterable<ResultDifference> {
  const { areas: ours, ...own } = mine;
  const { areas: theirs, ...published } = other;
  yield* ofPlace({ contest, level: '', area: '' }, own, published);
  const [rows, listed] = [byKey(ours, ['level', 'code']), byKey(theirs, ['level', 'code'])];
  for (const key of new Set([...rows.keys(), ...listed.keys()])) {
    const [row, shownRow] = [rows.get(key), listed.get(key)];
    const [level = '', area = ''] = key.slice(1).split('/');
    const place = { contest, level, area };
    if (row && shownRow) yield* ofPlace(place, row, shownRow);
    else yield { ...place, figure: 'row', ours: presence(row), theirs: presence(shownRow) };
  }
}

function* ofPlace(
  place: Pick<ResultDifference, 'contest' | 'level' | 'area'>,
  own: Row,
  published: Row,
): Iterable<ResultDifference> {
  // Most places are as published, and figures need not be told apart to see that.
  if (!firstDifference(own, published)) return;
  const [ours, theirs] = [new Map(leaves('', own)), new Map(leaves('', published))];
  for (const figure of new Set([...ours.keys(), ...theirs.keys()])) {
    const [mine, other] = [ours.get(figure), theirs.get(figure)];
    if (mine !== other) yield { ...place, figure: figure.slice(1), ours: mine, theirs: other };
  }
}

/** A line of a report: place, figure, and what both say. */
export function inWords({ contest, level, area, figure, ours, theirs }: ResultDifference): string {
  const where = [contest && `contest ${contest}`, level && `${level} ${area}`].filter(Boolean);
  const place = where.length > 0 ? where.join(', ') : 'the election';
  return `${place}: ${figure} is published as ${shown(theirs)}, the record adds up to ${shown(ours)}`;
}

type Row = Readonly<Record<string, unknown>>;

function isObject(value: unknown): value is Row {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

const presence = (row: unknown): string => (row ? 'there' : 'not there');

/** Objects of a list by what these fields say. */
function byKey(list: unknown, fields: readonly string[]): Map<string, Row> {
  const rows = Array.isArray(list) ? list.filter(isObject) : [];
  return new Map(rows.map((row) => [fields.map((field) => `/${String(row[field])}`).join(''), row]));
}

/** Every figure of a piece by its path. */
function* leaves(at: string, value: unknown): Iterable<[string, unknown]> {
  if (typeof value !== 'object' || value === null) {
    yield [at, value];
    return;
  }
  for (const [key, inner] of Object.entries(value)) yield* leaves(`${at}/${key}`, inner);
}
