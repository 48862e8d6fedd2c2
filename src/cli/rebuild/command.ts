import { Command } from 'commander';
import { type Context, example, reading } from '../context.ts';
import { rebuild } from './rebuild.ts';

export function rebuildCommand(context: Context): Command {
  return new Command('rebuild')
    .description('Forget the snapshots, fold the whole record again, and say whether that gives the same.')
    .option('--json', 'print one JSON object')
    .addHelpText('after', example('rebuild'))
    .action(({ json = false }: { json?: boolean }) =>
      reading(context, async (record) => context.outcome(await rebuild(record, context.terminal, json))),
    );
}
