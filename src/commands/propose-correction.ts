import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import type { Correction } from '../domain/protocol/events.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { protocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** The first of the two people whom each correction takes proposes it. */
export class ProposeCorrection extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated & { readonly correction: Correction; readonly reason: string; readonly evidence: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ProposeCorrection)
export class ProposeCorrectionHandler implements ICommandHandler<ProposeCorrection> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ProposeCorrection): Promise<Receipt> {
    return this.executor.run({
      name: ProposeCorrection.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'ProposeCorrection',
        correction: input.correction,
        reason: input.reason,
        evidence: input.evidence,
        official: by.official,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await protocolFacts(moment, target),
      }),
    });
  }
}
