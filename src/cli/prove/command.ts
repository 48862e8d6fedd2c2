import { writeFileSync } from 'node:fs';
import { Command } from 'commander';
import { receipt, receiptAsSvg } from '../../audit/receipt.ts';
import type { TreeKeeper } from '../../audit/tree/tree-keeper.ts';
import type { CheckpointEvent } from '../../domain/checkpoint/events.ts';
import { streams } from '../../domain/stream.ts';
import { tileWidth } from '../../verifier/formats/tile-path.ts';
import { type Context, example, position, reading } from '../context.ts';
import { treeOf } from '../export/command.ts';
import { CommandFailed } from '../surroundings.ts';

interface ProveWish {
  readonly event?: string;
  readonly position?: number;
  readonly out?: string;
  readonly svg?: string;
}

export function proveCommand(context: Context): Command {
  return new Command('prove')
    .description('Print the receipt of an event: what shows it to be in the record, to anybody, offline.')
    .option('--event <id>', 'id of the event; ballots are not found by theirs')
    .option('--position <n>', 'its position in the record, instead', position)
    .option('--out <file>', 'write it there; .tlog-proof is the usual ending')
    .option('--svg <file>', 'write it as a QR code, too')
    .addHelpText('after', example('prove --position 80540 --out protocol.tlog-proof'))
    .action((wish: ProveWish) =>
      reading(context, async (record) => {
        if ((wish.event === undefined) === (wish.position === undefined)) {
          throw new CommandFailed('Name the event by --event or by --position.');
        }
        const keeper = await treeOf(context.log, record);
        try {
          await proveTo(context, keeper, wish);
        } finally {
          await keeper.stop();
        }
      }),
    );
}

async function proveTo({ terminal }: Context, keeper: TreeKeeper, { event, position: wished, out, svg }: ProveWish) {
  const index = wished ?? keeper.positionOf(event!);
  if (index === undefined) throw new CommandFailed(`The record has no act with the id ${event}.`);
  const checkpoint = await latestCheckpoint(keeper, index);
  const at = index % tileWidth;
  const leaves = await keeper.leaves((index - at) / tileWidth, at + 1);
  const proof = { index, proof: keeper.tree.inclusionProof(index, checkpoint.size), checkpoint: checkpoint.note };
  const text = receipt(leaves[at]!, proof);
  if (svg !== undefined) writeFileSync(svg, receiptAsSvg(leaves[at]!, proof));
  if (out === undefined) await terminal.print(text.trimEnd());
  else writeFileSync(out, text);
}

async function latestCheckpoint({ log, tree }: TreeKeeper, index: number) {
  let latest: { readonly size: number; readonly note: string } | undefined;
  for await (const { type, data } of log.reader.readStream(streams.checkpoint(log.origin))) {
    const signed = { type, data } as CheckpointEvent;
    if (signed.type === 'CheckpointSigned' && signed.data.size <= tree.size) latest = signed.data;
  }
  if (latest && latest.size > index) return latest;
  throw new CommandFailed(
    `The latest checkpoint covers ${latest?.size ?? 0} events; event ${index} is not among them.`,
  );
}
