import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { protocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { CorrectionTarget, Dated } from './targets.ts';

/** A second person confirms a correction: the recount is ordered, or the result invalid. */
export class ConfirmCorrection extends Command<Receipt> {
  constructor(
    readonly target: CorrectionTarget,
    readonly input: Dated,
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ConfirmCorrection)
export class ConfirmCorrectionHandler implements ICommandHandler<ConfirmCorrection> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ConfirmCorrection): Promise<Receipt> {
    return this.executor.run({
      name: ConfirmCorrection.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: { ...input, correction: target.correction },
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'ConfirmCorrection',
        correction: target.correction,
        official: by.official,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await protocolFacts(moment, target),
      }),
    });
  }
}
