import { Command } from 'commander';
import { exportRecord } from '../../audit/export/exporter.ts';
import { folderTarget, zipTarget } from '../../audit/export/target.ts';
import { TreeKeeper } from '../../audit/tree/tree-keeper.ts';
import { foldUpTo } from '../../projections/past.ts';
import { results } from '../../projections/results/projection.ts';
import { resultsOf } from '../../projections/results/query.ts';
import { type Context, example, reading } from '../context.ts';
import { CommandFailed, type LogPlace, type OpenRecord } from '../surroundings.ts';

interface ExportWish {
  readonly out: string;
  readonly json?: boolean;
}

export function exportCommand(context: Context): Command {
  return new Command('export')
    .description(
      'Export the whole record up to its latest checkpoint: all that is needed to verify it without a server.',
    )
    .argument('<election>', 'the one whose published results go with it')
    .requiredOption('--out <path>', 'a new folder, or a new .zip')
    .option('--json', 'print one JSON object')
    .addHelpText('after', example('export mpls-mayor-2013 --out mpls.zip', 'export mpls-mayor-2013 --out mpls/'))
    .action((election: string, wish: ExportWish) =>
      reading(context, async (record) => context.outcome(await exportTo(context, record, election, wish))),
    );
}

async function exportTo(
  { terminal, log }: Context,
  record: OpenRecord,
  election: string,
  { out, json }: ExportWish,
): Promise<boolean> {
  const keeper = await treeOf(log, record);
  try {
    const { size } = keeper.tree;
    const progress = terminal.progress('export', size);
    const exported = await exportRecord({
      keeper,
      election,
      target: out.endsWith('.zip') ? zipTarget(out) : folderTarget(out),
      results: (position) => publishedResults(record, election, position),
      progress: (leaves) => progress.advance(leaves),
    });
    progress.end(`${exported.size} events`);
    const { size: covered, root, consistent } = exported;
    if (size > covered) terminal.say(`${size - covered} events recorded since that checkpoint are not in it`);
    if (!consistent) terminal.say('THE RECORD IS NOT WHAT WAS SIGNED FOR: "vote-record verify" says where.');
    await terminal.print(
      json ? JSON.stringify({ out, size: covered, root, consistent }) : `${out}: ${covered} events, root ${root}`,
    );
    return consistent;
  } finally {
    await keeper.stop();
  }
}

/** The tree of the record, from its tiles as far as they go: nothing is written. */
export async function treeOf({ origin, tiles }: LogPlace, { reader }: OpenRecord): Promise<TreeKeeper> {
  const keeper = new TreeKeeper({ reader, origin, folder: tiles, writable: false });
  await keeper.readToHead();
  return keeper;
}

async function publishedResults({ reader, snapshots }: OpenRecord, election: string, position: number) {
  const fold = await foldUpTo([results], position, reader, snapshots);
  const answer = resultsOf(fold.view(results), election);
  if (!answer) {
    const known = [...fold.view(results).keys()].toSorted().join(', ');
    throw new CommandFailed(`The record knows no election ${election}; it holds ${known}.`);
  }
  return { position, ...answer };
}
