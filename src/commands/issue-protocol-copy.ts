import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import type { CopyHolder } from '../domain/protocol/events.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { protocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** A certified copy of the protocol is handed out. */
export class IssueProtocolCopy extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated & { readonly copy: string; readonly to: CopyHolder },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(IssueProtocolCopy)
export class IssueProtocolCopyHandler implements ICommandHandler<IssueProtocolCopy> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: IssueProtocolCopy): Promise<Receipt> {
    return this.executor.run({
      name: IssueProtocolCopy.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'IssueProtocolCopy',
        copy: input.copy,
        to: input.to,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await protocolFacts(moment, target),
      }),
    });
  }
}
