import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { protocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** A stationary ballot box is opened. */
export class OpenStationaryBox extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated & { readonly box: string; readonly ballots: number },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(OpenStationaryBox)
export class OpenStationaryBoxHandler implements ICommandHandler<OpenStationaryBox> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: OpenStationaryBox): Promise<Receipt> {
    return this.executor.run({
      name: OpenStationaryBox.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'OpenStationaryBox',
        box: input.box,
        ballots: input.ballots,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await protocolFacts(moment, target),
      }),
    });
  }
}
