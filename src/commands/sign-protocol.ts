import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { membersWhenPosted, protocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** A member of the commission signs the protocol. */
export class SignProtocol extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated & { readonly dissent?: string | null },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(SignProtocol)
export class SignProtocolHandler implements ICommandHandler<SignProtocol> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: SignProtocol): Promise<Receipt> {
    return this.executor.run({
      name: SignProtocol.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'SignProtocol',
        dissent: input.dissent ?? null,
        whenPosted: await membersWhenPosted(moment, target),
        official: by.official,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await protocolFacts(moment, target),
      }),
    });
  }
}
