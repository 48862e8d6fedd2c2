import { Command, InvalidArgumentError, Option } from 'commander';
import { figure } from '../aligned.ts';
import { type Context, example } from '../context.ts';
import { CommandFailed } from '../surroundings.ts';
import type { Answers } from './answers.ts';
import { countryOf } from './country.ts';
import { freshFolder } from './fresh-folder.ts';
import { type ScaleId, scaleIds, scales } from './scales.ts';
import { writeSimulation } from './simulate.ts';

interface SimulateWish {
  readonly scale: ScaleId;
  readonly seed: number;
  readonly out: string;
  readonly json?: boolean;
}

export function simulateCommand(context: Context): Command {
  return new Command('simulate')
    .description('Write an invented election as a package, a few of its papers faulty, with the answers beside it.')
    .addOption(new Option('--scale <scale>', 'how much of it').choices(scaleIds).makeOptionMandatory())
    .option('--seed <number>', 'another election: other people, other ballots', wholeNumber, 1)
    .requiredOption('--out <folder>', 'where to; a folder that is new, or empty')
    .option('--json', 'print one JSON object')
    .addHelpText('after', `${scalesInWords()}\n${example('simulate --scale kz-2021 --seed 7 --out akims')}`)
    .action((wish: SimulateWish) => simulate(context, wish));
}

async function simulate({ terminal }: Context, { scale, seed, out, json }: SimulateWish): Promise<void> {
  const asked = new AbortController();
  const stop = () => asked.abort();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, stop);
  try {
    let answers: Answers | undefined;
    await freshFolder(out, async (folder) => {
      const country = countryOf(scales[scale], seed);
      const issued = country.constituencies.flatMap(({ precincts }) => precincts.map((each) => each.issued));
      const progress = terminal.progress(
        'ballots',
        issued.reduce((sum, each) => sum + each, 0),
      );
      let ballots = 0;
      answers = await writeSimulation(country, folder, (written) => {
        if (asked.signal.aborted) throw new CommandFailed('Stopped: nothing is left behind.');
        progress.advance(written);
        ballots += written;
      });
      progress.end(String(ballots));
    });
    const summary = summaryOf(answers!);
    await terminal.print(json ? JSON.stringify({ out, scale, ...summary }) : inWords(out, summary));
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, stop);
  }
}

function summaryOf({ election, seed, turnout, contests, precincts, candidates, faultyProtocols, copies }: Answers) {
  return {
    election,
    seed,
    regions: turnout.length,
    contests: contests.length,
    precincts,
    candidates: candidates.self + candidates.party,
    ballots: contests.reduce((sum, { ballots }) => sum + ballots.inBoxes, 0),
    faultyProtocols: new Set(faultyProtocols.map(({ contest, precinct }) => `${contest}/${precinct}`)).size,
    copies: copies.submitted,
    differingCopies: copies.differing.length,
    turnedContests: copies.turned.length,
  };
}

function inWords(out: string, summary: ReturnType<typeof summaryOf>): string {
  const { election, regions, contests, precincts, candidates, ballots, faultyProtocols, copies } = summary;
  return [
    `${election}: ${regions} regions, ${contests} contests, ${precincts} precincts, ${candidates} candidates, ${figure(ballots)} ballots`,
    `${faultyProtocols} faulty protocols; ${summary.differingCopies} of ${copies} copies differ, and turn ${summary.turnedContests} contests`,
    `package in ${out}, what it must come to in its answers.json`,
  ].join('\n');
}

function scalesInWords(): string {
  const lines = Object.values(scales).map(({ id, regions, precincts, votersOnRoll }) => {
    const contests = regions.reduce((sum, each) => sum + each.contests, 0);
    const [parts, elections] = [`${regions.length} regions`, `${figure(contests)} contests`];
    return `  ${id.padEnd(9)} ${parts}, ${elections}, ${figure(precincts)} precincts, ${figure(votersOnRoll)} voters`;
  });
  return `\nScales:\n${lines.join('\n')}`;
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number is wanted.');
}
