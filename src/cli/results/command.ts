import { Command, Option } from 'commander';
import { rowLevels } from '../../projections/territory.ts';
import { type Context, example, position, reading } from '../context.ts';
import { printResults, type ResultsWish } from './results.ts';

export function resultsCommand(context: Context): Command {
  return new Command('results')
    .description('Print the results of an election, by contest and area.')
    .argument('<election>', 'its id')
    .option('--contest <code>', 'only this contest')
    .option('--area <code>', 'in this area or precinct')
    .addOption(new Option('--level <level>', 'by areas of this level, or by precinct').choices(rowLevels))
    .option('--at <position>', 'as they stood at this position of the record', position)
    .option('--json', 'print the JSON that the server answers')
    .addHelpText(
      'after',
      example('results mpls-mayor-2013', 'results mpls-mayor-2013 --level precinct --at 5000 --json'),
    )
    .action((election: string, options: Partial<ResultsWish>) =>
      reading(context, (record) => printResults(record, context.terminal, { json: false, ...options, election })),
    );
}
