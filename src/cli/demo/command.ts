import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Command, InvalidArgumentError } from 'commander';
import { type Context, example, reading } from '../context.ts';
import { printResults } from '../results/results.ts';
import { Chance } from './chance.ts';
import { region, votingDayBefore } from './country.ts';
import { play } from './play.ts';
import { type ServerProcess, startServer } from './server-process.ts';
import { Staff } from './staff.ts';
import { election, Stage } from './stage.ts';

interface DemoWish {
  readonly seed: number;
  readonly port: number;
  readonly exit?: boolean;
}

export function demoCommand(context: Context): Command {
  return new Command('demo')
    .description('Start a server over a fresh record and play a small voting day through its API.')
    .option('--seed <number>', 'another day: other people, other ballots', wholeNumber, 1)
    .option('--port <port>', 'port of the server; any free one when it is taken', wholeNumber, 3000)
    .option('--exit', 'stop the server after the play, and remove the record')
    .addHelpText('after', example('demo', 'demo --seed 7 --exit'))
    .action((wish: DemoWish) => demo(context, wish));
}

async function demo(context: Context, { seed, port, exit }: DemoWish): Promise<void> {
  const { terminal } = context;
  const data = mkdtempSync(join(tmpdir(), 'vote-record-demo-'));
  const there = { ...context, ...context.inFolder(data) };
  let server: ServerProcess | undefined;
  const asked = askedToStop();
  try {
    server = await startServer(context.server, data, port);
    terminal.say(`A server listens on ${server.url}. Places and people of this play are invented.`);
    const staff = new Staff(server.url, there.issueToken);
    const stage = new Stage(staff, terminal, new Chance(seed), votingDayBefore(new Date().toISOString()));
    if ((await Promise.race([play(stage), asked])) === 'asked') return;
    await terminal.print('');
    await reading(there, (record) => printResults(record, terminal, { election, json: false }));
    if (exit) return;
    await sayWhatThereIs(context, server);
    await Promise.race([asked, server.ended]);
  } finally {
    await server?.stop();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Resolves at the first Ctrl-C from now on. Further ones (npm passes on a second) do not hinder an orderly end. */
function askedToStop(): Promise<'asked'> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => resolve('asked'));
  });
}

/** Says what there is to look at while the server stays up. */
async function sayWhatThereIs({ terminal }: Context, { url }: ServerProcess): Promise<void> {
  const lines = [
    'The server stays up. To look at:',
    `  ${url}/docs                                        the API, to try`,
    `  ${url}/elections/${election}/results?level=region  results of the region`,
    `  ${url}/elections/${election}/results?area=${region.code}&at=100  the same, as of position 100`,
    `  ${url}/elections/${election}/turnout               turnout by hour`,
    `  ${url}/metrics                                     figures for the operator`,
    'Ctrl-C stops it and removes the record.',
  ];
  await terminal.print(`\n${lines.join('\n')}`);
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new InvalidArgumentError('A whole number is wanted.');
}
