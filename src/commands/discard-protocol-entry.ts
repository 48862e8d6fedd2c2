import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { protocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** A third person settles which of two entries that differ is wrong. */
export class DiscardProtocolEntry extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated & { readonly entry: 1 | 2; readonly reason: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(DiscardProtocolEntry)
export class DiscardProtocolEntryHandler implements ICommandHandler<DiscardProtocolEntry> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: DiscardProtocolEntry): Promise<Receipt> {
    return this.executor.run({
      name: DiscardProtocolEntry.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'DiscardProtocolEntry',
        entry: input.entry,
        reason: input.reason,
        official: by.official,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await protocolFacts(moment, target),
      }),
    });
  }
}
