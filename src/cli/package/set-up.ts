import { type AreaLevel, areaLevels } from '../../domain/area/events.ts';
import { nominators } from '../../domain/contest/events.ts';
import { againstAll } from '../../domain/ballot-box/events.ts';
import { code, figure, name, oneOf, orNone, shown, truth } from './columns.ts';
import { type ElectionDocument, readElection } from './election-document.ts';
import { type Fault, UnusablePackage } from './fault.ts';
import type { PackageFile, PackageFiles } from './files.ts';
import { type Columns, isFault, type Row, tableRows } from './table.ts';

const names = { name_en: orNone(name), name_ru: orNone(name), name_kk: orNone(name) };

/** The tables that say who votes where, and for whom. */
const tables = {
  areas: { code, parent: orNone(code), level: oneOf(areaLevels), ...names },
  precincts: { code, area: code, name, voters_on_roll: orNone(figure) },
  contests: { code, area: code, ...names, against_all: truth },
  candidates: {
    contest: code,
    code,
    name,
    nominated_by: oneOf(nominators),
    party: orNone(name),
    ballot_order: orNone(figure),
  },
} satisfies Record<string, Columns>;

export type AreaRow = Row<typeof tables.areas>;
export type PrecinctRow = Row<typeof tables.precincts>;
export type ContestRow = Row<typeof tables.contests>;
export type CandidateRow = Row<typeof tables.candidates>;

/** A package without its papers, each row with its line. Faulty rows are left out of the tables. */
export interface SetUp {
  readonly election: ElectionDocument;
  /** By code, parents before children. */
  readonly areas: ReadonlyMap<string, AreaRow>;
  readonly precincts: ReadonlyMap<string, PrecinctRow>;
  readonly contests: ReadonlyMap<string, ContestRow>;
  /** By contest, in the order of the file. */
  readonly candidates: ReadonlyMap<string, readonly CandidateRow[]>;
  /** What is wrong with rows of precincts, contests and candidates. */
  readonly faults: readonly Fault[];
}

/**
 * Reads all but the papers.
 * @throws {@link UnusablePackage} with the faults, when a table is missing or its header is not one, or when anything
 * is wrong with the election or its areas
 */
export async function readSetUp(files: PackageFiles): Promise<SetUp> {
  const faults: Fault[] = [];
  const election = await readElection(files);
  if (Array.isArray(election)) faults.push(...election);
  const areas = await readAreas(files, faults);
  const ground = faults.length;
  const precincts = await readPrecincts(files, areas, faults);
  const contests = await readContests(files, areas, faults);
  const candidates = await readCandidates(files, contests, faults);
  const fatal = faults.filter(({ line, code: kind }, i) => i < ground || line <= 1 || kind === 'MISSING_HEADER');
  if (fatal.length > 0 || Array.isArray(election)) {
    throw new UnusablePackage('The set-up of the package is faulty: nothing was recorded.', fatal);
  }
  return { election, areas, precincts, contests, candidates, faults };
}

/** True when the area is the one above, or lies below it. */
export function liesIn(areas: ReadonlyMap<string, AreaRow>, area: string, above: string): boolean {
  for (let each: string | null = area; each !== null; each = areas.get(each)?.values.parent ?? null) {
    if (each === above) return true;
  }
  return false;
}

/** Why nothing can come from this precinct for this contest, if nothing can. */
export function placeFault(
  { areas, contests, precincts }: SetUp,
  contest: string,
  precinct: string,
): Pick<Fault, 'column' | 'code' | 'reason'> | undefined {
  const called = contests.get(contest);
  if (!called) return { column: 'contest', code: 'UNKNOWN_CONTEST', reason: `There is no contest ${shown(contest)}.` };
  const formed = precincts.get(precinct);
  if (!formed)
    return { column: 'precinct', code: 'UNKNOWN_PRECINCT', reason: `There is no precinct ${shown(precinct)}.` };
  if (liesIn(areas, formed.values.area, called.values.area)) return undefined;
  return {
    column: 'precinct',
    code: 'PRECINCT_ELSEWHERE',
    reason: `Precinct ${precinct} does not vote in this contest.`,
  };
}

const rank = (level: AreaLevel) => areaLevels.indexOf(level);

async function readAreas(files: PackageFiles, faults: Fault[]): Promise<Map<string, AreaRow>> {
  const areas = new Map<string, AreaRow>();
  let root: string | undefined;
  for await (const row of rowsOf(files, 'areas.csv', tables.areas, faults)) {
    const { code: own, parent, level } = row.values;
    const blame = blameIn('areas.csv', row.line, faults);
    const above = parent === null ? undefined : areas.get(parent);
    if (areas.has(own)) blame('code', 'DUPLICATE', `Area ${own} is there twice.`);
    else if (!named(row.values)) blame('name_en', 'MISSING', 'An area has a name in at least one language.');
    else if (parent === null && root !== undefined)
      blame('parent', 'SECOND_ROOT', `The root is ${root}; any other area has a parent.`);
    else if (parent !== null && !above) blame('parent', 'UNKNOWN_AREA', `No area ${parent} stands above this row.`);
    else if (above && rank(level) <= rank(above.values.level)) {
      blame('level', 'BAD_LEVEL', `A ${level} cannot lie in a ${above.values.level}.`);
    } else areas.set(own, row);
    if (parent === null) root ??= own;
  }
  return areas;
}

async function readPrecincts(
  files: PackageFiles,
  areas: ReadonlyMap<string, AreaRow>,
  faults: Fault[],
): Promise<Map<string, PrecinctRow>> {
  const precincts = new Map<string, PrecinctRow>();
  for await (const row of rowsOf(files, 'precincts.csv', tables.precincts, faults)) {
    const { code: own, area } = row.values;
    const blame = blameIn('precincts.csv', row.line, faults);
    if (precincts.has(own)) blame('code', 'DUPLICATE', `Precinct ${own} is there twice.`);
    else if (!areas.has(area)) blame('area', 'UNKNOWN_AREA', `There is no area ${area}.`);
    else precincts.set(own, row);
  }
  return precincts;
}

async function readContests(
  files: PackageFiles,
  areas: ReadonlyMap<string, AreaRow>,
  faults: Fault[],
): Promise<Map<string, ContestRow>> {
  const contests = new Map<string, ContestRow>();
  for await (const row of rowsOf(files, 'contests.csv', tables.contests, faults)) {
    const { code: own, area } = row.values;
    const blame = blameIn('contests.csv', row.line, faults);
    if (contests.has(own)) blame('code', 'DUPLICATE', `Contest ${own} is there twice.`);
    else if (!areas.has(area)) blame('area', 'UNKNOWN_AREA', `There is no area ${area}.`);
    else if (!named(row.values)) blame('name_en', 'MISSING', 'A contest has a name in at least one language.');
    else contests.set(own, row);
  }
  return contests;
}

async function readCandidates(
  files: PackageFiles,
  contests: ReadonlyMap<string, ContestRow>,
  faults: Fault[],
): Promise<Map<string, CandidateRow[]>> {
  const candidates = new Map([...contests.keys()].map((contest) => [contest, [] as CandidateRow[]]));
  for await (const row of rowsOf(files, 'candidates.csv', tables.candidates, faults)) {
    const { contest, code: own, ballot_order: place, nominated_by: nominator, party } = row.values;
    const blame = blameIn('candidates.csv', row.line, faults);
    const others = candidates.get(contest);
    if (!others) blame('contest', 'UNKNOWN_CONTEST', `There is no contest ${contest}.`);
    else if (own === againstAll)
      blame('code', 'BAD_CODE', `"${againstAll}" is a line of the ballot, and no candidate's code.`);
    else if (others.some(({ values }) => values.code === own))
      blame('code', 'DUPLICATE', `Candidate ${own} is there twice.`);
    else if (place !== null && others.some(({ values }) => values.ballot_order === place)) {
      blame('ballot_order', 'DUPLICATE', `Place ${place} on the ballot is taken.`);
    } else if ((nominator === 'party') !== (party !== null)) {
      blame('party', 'BAD_VALUE', 'A candidate names a party when nominated by one, and only then.');
    } else others.push(row);
  }
  return candidates;
}

async function* rowsOf<C extends Columns>(
  files: PackageFiles,
  file: PackageFile,
  columns: C,
  faults: Fault[],
): AsyncGenerator<Row<C>> {
  if (!files.sizes.has(file)) {
    faults.push({ file, line: 0, code: 'MISSING_FILE', reason: 'The package has no such file.' });
    return;
  }
  for await (const row of tableRows(files, file, columns)) {
    if (isFault(row)) faults.push(row);
    else yield row;
  }
}

function blameIn(
  file: PackageFile,
  line: number,
  faults: Fault[],
): (column: string, code: string, reason: string) => void {
  return (column, kind, reason) => faults.push({ file, line, column, code: kind, reason });
}

function named(row: { name_en: string | null; name_ru: string | null; name_kk: string | null }): boolean {
  return row.name_en !== null || row.name_ru !== null || row.name_kk !== null;
}
