import { Command, CommanderError } from 'commander';
import { catalogueCommand } from './catalogue.ts';
import { type Context, exit } from './context.ts';
import { copyCommand } from './copy/command.ts';
import { demoCommand } from './demo/command.ts';
import { diffCommand } from './diff/command.ts';
import { loadCommand } from './load/command.ts';
import { rebuildCommand } from './rebuild/command.ts';
import { replayCommand } from './replay/command.ts';
import { resultsCommand } from './results/command.ts';
import { simulateCommand } from './simulate/command.ts';
import { signCommand } from './sign/command.ts';
import { exportCommand } from './export/command.ts';
import { keysCommand } from './keys/command.ts';
import { proveCommand } from './prove/command.ts';
import { verifyCommand } from './verify/command.ts';
import { verifyReceiptCommand } from './verify-receipt/command.ts';
import { witnessCommand } from './witness/command.ts';
import type { Surroundings } from './surroundings.ts';
import { tokenCommand } from './token/command.ts';

/**
 * Does what the arguments ask (`process.argv` without its first two) and resolves to the exit code. What went wrong is
 * said in a line on stderr.
 */
export async function runCli(args: readonly string[], surroundings: Surroundings): Promise<number> {
  let code: number = exit.done;
  const context: Context = {
    ...surroundings,
    outcome(good) {
      code = good ? exit.done : exit.failed;
    },
  };
  try {
    await programOf(context).parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? exit.done : exit.usage;
    surroundings.terminal.say(`vote-record: ${(error as Error).message}`);
    return exit.failed;
  }
}

function programOf(context: Context): Command {
  const { terminal } = context;
  const program = new Command('vote-record')
    .description('The record of an election: load it, read it, fold it again.')
    .addHelpText(
      'after',
      '\nThe record lies in the folder that VOTE_RECORD_DATA names; .vote-record/ where the command runs, otherwise.',
    );
  for (const make of [
    loadCommand,
    resultsCommand,
    replayCommand,
    diffCommand,
    rebuildCommand,
    copyCommand,
    tokenCommand,
    signCommand,
    keysCommand,
    witnessCommand,
    exportCommand,
    verifyCommand,
    proveCommand,
    verifyReceiptCommand,
    catalogueCommand,
    demoCommand,
    simulateCommand,
  ]) {
    program.addCommand(make(context));
  }
  for (const command of [program, ...program.commands.flatMap((each) => [each, ...each.commands])]) {
    command.exitOverride().configureOutput({
      writeOut: (text) => void terminal.print(text.trimEnd()),
      writeErr: (text) => terminal.say(text.trimEnd()),
    });
  }
  return program;
}
