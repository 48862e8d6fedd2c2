import { Command } from 'commander';
import { type Context, example, position, reading } from '../context.ts';
import { diff, type DiffWish } from './diff.ts';

export function diffCommand(context: Context): Command {
  return new Command('diff')
    .description('Say which figures changed between two positions: from what to what, by which act, whose, and why.')
    .argument('<election>', 'id of the election')
    .requiredOption('--from <position>', 'as it stood there', position)
    .option('--to <position>', 'and there; the end of the record otherwise', position)
    .option('--contest <code>', 'only in this contest')
    .option('--json', 'one JSON object an act, one a line')
    .addHelpText('after', example('diff akim-2021 --from 5210 --to 5400', 'diff akim-2021 --from 5210 --json'))
    .action((election: string, options: Omit<DiffWish, 'election' | 'json'> & { json?: boolean }) =>
      reading(context, (record) => diff(record, context.terminal, { json: false, ...options, election })),
    );
}
