import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { protocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** The unused ballots are counted and cancelled. */
export class CancelUnusedBallots extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated & { readonly ballotsUnused: number; readonly ballotsSpoiled: number },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(CancelUnusedBallots)
export class CancelUnusedBallotsHandler implements ICommandHandler<CancelUnusedBallots> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: CancelUnusedBallots): Promise<Receipt> {
    return this.executor.run({
      name: CancelUnusedBallots.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'CancelUnusedBallots',
        ballotsUnused: input.ballotsUnused,
        ballotsSpoiled: input.ballotsSpoiled,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await protocolFacts(moment, target),
      }),
    });
  }
}
