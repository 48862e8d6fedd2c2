import { Command } from 'commander';
import { catalogue } from '../domain/event-catalogue.ts';
import { type Context, example } from './context.ts';

export function catalogueCommand({ terminal }: Context): Command {
  return new Command('catalogue')
    .description('Print the JSON Schema of every event, by kind of stream, type and version.')
    .addHelpText('after', example('catalogue > catalogue.json'))
    .action(() => terminal.print(JSON.stringify(catalogue(), null, 2)));
}
