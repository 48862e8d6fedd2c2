import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { protocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** An observer’s act is attached to the protocol. */
export class AttachObserverAct extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated & { readonly act: string; readonly sha256: string; readonly about: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(AttachObserverAct)
export class AttachObserverActHandler implements ICommandHandler<AttachObserverAct> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: AttachObserverAct): Promise<Receipt> {
    return this.executor.run({
      name: AttachObserverAct.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'AttachObserverAct',
        act: input.act,
        sha256: input.sha256,
        about: input.about,
        official: by.official,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await protocolFacts(moment, target),
      }),
    });
  }
}
