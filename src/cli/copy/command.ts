import { Command, Option } from 'commander';
import { figure } from '../aligned.ts';
import { type Context, example, reading } from '../context.ts';
import { CommandFailed, type StoreKind } from '../surroundings.ts';
import { copyRecord } from './copy.ts';

/** Events between two looks at the progress. */
const step = 2_000;

export function copyCommand(context: Context): Command {
  return new Command('copy')
    .description('Copy the whole record into another store, go on with a copy broken off, and compare the two.')
    .addOption(
      new Option('--to <store>', 'the store to copy into; EVENT_STORE names the one to copy from')
        .choices(['sqlite', 'eventstoredb'] satisfies StoreKind[])
        .makeOptionMandatory(),
    )
    .option('--json', 'print one JSON object')
    .addHelpText(
      'after',
      '\nThe database is where EVENTSTOREDB_URL says, the SQLite file in VOTE_RECORD_DATA. Stop the servers first: what they\n' +
        'record after the copy has begun is not in it.',
    )
    .addHelpText('after', example('copy --to eventstoredb'))
    .action(({ to, json = false }: { to: StoreKind; json?: boolean }) =>
      reading(context, async ({ reader }) => {
        if (to === context.eventStore) throw new CommandFailed(`The record is in ${to} already.`);
        const target = await context.openStore(to);
        try {
          const total = Number((await reader.head())?.position ?? -1) + 1;
          const progress = context.terminal.progress('copy', 3 * total);
          let untold = 0;
          const { events, appended, sha256 } = await copyRecord(reader, target, (count) => {
            untold += count;
            if (untold < step) return;
            progress.advance(untold);
            untold = 0;
          });
          progress.end(`${figure(events)} events, ${figure(appended)} of them now`);
          await context.terminal.print(
            json
              ? JSON.stringify({ events, appended, sha256, same: true })
              : `${events} events are the same in both stores.\nSHA-256 ${sha256}\nTo go on with it: EVENT_STORE=${to}`,
          );
        } finally {
          await target.close();
        }
      }),
    );
}
