import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError, Option } from 'commander';
import { type Context, example, reading } from '../context.ts';
import { type ScaleId, scaleIds } from '../simulate/scales.ts';
import { printResults } from '../results/results.ts';
import { Chance } from './chance.ts';
import { votingDayBefore } from './country.ts';
import { loadFullSize } from './full-size.ts';
import { play } from './play.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { Staff } from './staff.ts';
import { election, Stage } from './stage.ts';

interface DemoWish {
  readonly seed: number;
  readonly port: number;
  /** An election of this size, in place of the play. */
  readonly scale?: ScaleId;
  readonly exit?: boolean;
}

export function demoCommand(context: Context): Command {
  return new Command('demo')
    .description('Start a server over a fresh record and play a small voting day through its API.')
    .option('--seed <number>', 'another day: other people, other ballots', wholeNumber, 1)
    .option('--port <port>', 'port of the server; any free one when it is taken', wholeNumber, 3000)
    .addOption(
      new Option('--scale <scale>', 'load an invented election of this size, in place of the play').choices(scaleIds),
    )
    .option('--exit', 'stop the server after the play, and remove the record')
    .addHelpText('after', example('demo', 'demo --seed 7 --exit', 'demo --scale kz-2021'))
    .action((wish: DemoWish) => demo(context, wish));
}

async function demo(context: Context, wish: DemoWish): Promise<void> {
  const { terminal } = context;
  const { port, exit } = wish;
  const data = mkdtempSync(join(tmpdir(), 'vote-record-demo-'));
  const there = { ...context, ...context.inFolder(data) };
  let server: ServerProcess | undefined;
  const asked = askedToStop();
  try {
    server = await startServer(context.server, data, port);
    terminal.say(`A server listens on ${server.url}. Places and people of this play are invented.`);
    const shown = await Promise.race([happen(there, server.url, data, wish), asked]);
    if (shown === 'asked') return;
    if (exit) return;
    await sayWhatThereIs(context, server, shown);
    await Promise.race([asked, server.ended]);
  } finally {
    await server?.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Plays the day, or loads one of full size; gives the election to look at. */
async function happen(there: Context, url: string, data: string, { seed, scale }: DemoWish): Promise<string> {
  if (scale !== undefined) return loadFullSize(there, url, data, { scale, seed });
  const { terminal } = there;
  const staff = new Staff(url, there.issueToken);
  await play(new Stage(staff, terminal, new Chance(seed), votingDayBefore(new Date().toISOString())));
  await terminal.print('');
  await reading(there, (record) => printResults(record, terminal, { election, json: false }));
  return election;
}

/** Resolves at the first Ctrl-C from now on. Further ones (npm passes on a second) do not hinder an orderly end. */
function askedToStop(): Promise<'asked'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve('asked'));
  });
}

/** Says what there is to look at while the server stays up. */
async function sayWhatThereIs({ terminal }: Context, { url }: ServerProcess, shown: string): Promise<void> {
  const places = [
    ['/', 'the election as anybody sees it, in three languages'],
    ['/docs', 'the API, to try'],
    [`/elections/${shown}/overview`, 'contests, turnout, flags by area'],
    [`/elections/${shown}/results?level=region`, 'results of the region; &at=100 for the same as of position 100'],
    [`/elections/${shown}/turnout`, 'turnout by hour'],
    ['/metrics', 'figures for the operator'],
  ] as const;
  const width = Math.max(...places.map(([path]) => path.length)) + 2;
  const lines = [
    'The server stays up. To look at:',
    ...places.map(([path, what]) => `  ${url}${path.padEnd(width)}${what}`),
    'Ctrl-C stops it and removes the record.',
  ];
  await terminal.print(`\n${lines.join('\n')}`);
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number is wanted.');
}
