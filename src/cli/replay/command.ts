import { Command, Option } from 'commander';
import { type Context, example, position, reading } from '../context.ts';
import { replay, type ReplayWish } from './replay.ts';
import { eventTypes } from './words.ts';

export function replayCommand(context: Context): Command {
  return new Command('replay')
    .description('Print the events of the record in their order, one a line.')
    .argument('[election]', 'only events of this election')
    .option('--from <position>', 'the first', position)
    .option('--to <position>', 'the last', position)
    .option('--stream <name>', 'only of this stream, e.g. contest-mpls-mayor-2013/MAYOR')
    .addOption(new Option('--type <type>', 'only of this kind, e.g. ResultCertified').choices(eventTypes))
    .option('--json', 'print them as they are stored, one JSON object a line')
    .addHelpText('after', example('replay mpls-mayor-2013 --to 20', 'replay --type BallotBoxClosed --json | wc -l'))
    .action((election: string | undefined, options: Partial<ReplayWish>) =>
      reading(context, ({ reader }) =>
        replay(reader, context.terminal, { json: false, ...options, ...(election !== undefined && { election }) }),
      ),
    );
}
