import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { examinedProtocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** The protocol is posted for everybody to see. */
export class PostProtocol extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated & { readonly place: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(PostProtocol)
export class PostProtocolHandler implements ICommandHandler<PostProtocol> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: PostProtocol): Promise<Receipt> {
    return this.executor.run({
      name: PostProtocol.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => {
        const facts = await examinedProtocolFacts(moment, target);
        return {
          type: 'PostProtocol',
          place: input.place,
          members: facts.precinct?.members.length ?? 0,
          at: input.at ?? moment.now,
          now: moment.now,
          facts,
        };
      },
    });
  }
}
