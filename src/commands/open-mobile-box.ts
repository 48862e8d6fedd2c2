import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { protocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** A mobile ballot box is opened and its ballots are held against the written requests. */
export class OpenMobileBox extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated & {
      readonly box: string;
      readonly requests: number;
      readonly ballots: number;
      readonly act?: string | null;
    },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(OpenMobileBox)
export class OpenMobileBoxHandler implements ICommandHandler<OpenMobileBox> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: OpenMobileBox): Promise<Receipt> {
    return this.executor.run({
      name: OpenMobileBox.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'OpenMobileBox',
        box: input.box,
        requests: input.requests,
        ballots: input.ballots,
        act: input.act ?? null,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await protocolFacts(moment, target),
      }),
    });
  }
}
