import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { figureNames } from '../../domain/protocol/figures.ts';
import { columnOf } from '../package/papers.ts';
import { type Answers, AnswerSheet } from './answers.ts';
import { type Count, countsOf } from './count.ts';
import type { Country } from './country.ts';
import type { Ballots, Paper } from './protocol.ts';
import { TableWriter } from './table-writer.ts';
import { Xoshiro } from './xoshiro.ts';

/** The package's tables. Papers of one contest after the other stand in each. */
const figureColumns = figureNames.map(columnOf);
const tables = {
  'areas.csv': ['code', 'parent', 'level', 'name_en', 'name_ru', 'name_kk'],
  'precincts.csv': ['code', 'area', 'name', 'voters_on_roll'],
  'contests.csv': ['code', 'area', 'name_en', 'name_ru', 'name_kk', 'against_all'],
  'candidates.csv': ['contest', 'code', 'name', 'nominated_by', 'party', 'ballot_order'],
  'protocols.csv': ['contest', 'precinct', ...figureColumns],
  'votes.csv': ['contest', 'precinct', 'candidate', 'votes'],
  'ballots.csv': ['contest', 'precinct', 'choice'],
  'copies.csv': ['contest', 'precinct', 'copy', 'submitted_by', ...figureColumns],
  'copy-votes.csv': ['contest', 'precinct', 'copy', 'candidate', 'votes'],
} as const;
type Writers = { readonly [file in keyof typeof tables]: TableWriter };

/**
 * Writes a simulated election as a package, and `answers.json` into the same folder.
 * @param written told the number of ballots after each contest; what it throws ends the work
 */
export async function writeSimulation(
  country: Country,
  folder: string,
  written: (ballots: number) => void,
): Promise<Answers> {
  const { scale, seed } = country;
  const election = `simulated-${scale.id}-${seed}`;
  const { kk, ru, en } = scale.name;
  const name = { kk: `Үлгі: ${kk}`, ru: `Модель: ${ru}`, en: `Simulated: ${en}` };
  const document = { id: election, name, votingDay: '2021-07-25', ruleSet: 'kz-akim-2021', timeZone: 'Asia/Almaty' };
  await writeFile(join(folder, 'election.json'), `${JSON.stringify(document, null, 2)}\n`);
  const opened: [string, TableWriter][] = [];
  try {
    for (const [file, columns] of Object.entries(tables)) {
      opened.push([file, await TableWriter.create(join(folder, file), columns)]);
    }
    const writers = Object.fromEntries(opened) as unknown as Writers;
    await writeSetUp(country, writers);
    const answers = new AnswerSheet(country);
    for (const count of countsOf(country)) {
      answers.add(count);
      written(await writeCount(count, seed, writers));
    }
    for (const [, writer] of opened) await writer.end();
    const sheet = answers.sheet(election);
    await writeFile(join(folder, 'answers.json'), `${JSON.stringify(sheet, null, 1)}\n`);
    return sheet;
  } finally {
    for (const [, writer] of opened) await writer.close();
  }
}

async function writeSetUp({ areas, constituencies }: Country, writers: Writers): Promise<void> {
  for (const { code, parent, level, name } of areas) {
    await writers['areas.csv'].row(code, parent, level, name.en, name.ru, name.kk);
  }
  for (const { code: contest, title, candidates, precincts } of constituencies) {
    await writers['contests.csv'].row(contest, contest, title.en, title.ru, title.kk, true);
    for (const { code, votersOnRoll } of precincts) {
      await writers['precincts.csv'].row(code, contest, `№ ${code.replace('-', '/')} сайлау учаскесі`, votersOnRoll);
    }
    for (const { code, name, party } of candidates) {
      await writers['candidates.csv'].row(contest, code, name, party === null ? 'self' : 'party', party, null);
    }
  }
}

/** Resolves to the number of ballots. */
async function writeCount({ constituency, precincts }: Count, seed: number, writers: Writers): Promise<number> {
  const contest = constituency.code;
  let ballots = 0;
  for (const {
    precinct: { code: precinct },
    ballots: box,
    protocol,
    copy,
  } of precincts) {
    await writers['protocols.csv'].row(contest, precinct, ...figuresOf(protocol));
    for (const [candidate, votes] of Object.entries(protocol.votes)) {
      await writers['votes.csv'].row(contest, precinct, candidate, votes);
    }
    const read = shuffled(box, Xoshiro.of(seed, `ballots of ${precinct}`));
    ballots += read.length;
    await writers['ballots.csv'].lines(read.map((choice) => `${contest},${precinct},${choice}\n`).join(''));
    if (!copy) continue;
    await writers['copies.csv'].row(contest, precinct, copy.code, copy.submittedBy, ...figuresOf(copy.paper));
    for (const [candidate, votes] of Object.entries(copy.paper.votes)) {
      await writers['copy-votes.csv'].row(contest, precinct, copy.code, candidate, votes);
    }
  }
  return ballots;
}

function figuresOf({ figures }: Paper): number[] {
  return figureNames.map((name) => figures[name]);
}

/** The ballots of a box as they come out of it. */
function shuffled(box: Ballots, chance: Xoshiro): string[] {
  return chance.shuffle([...box].flatMap(([choice, count]) => Array.from({ length: count }, () => choice)));
}
