import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { examinedProtocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** The protocol is held against its control relations once more. */
export class ExamineProtocol extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated,
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ExamineProtocol)
export class ExamineProtocolHandler implements ICommandHandler<ExamineProtocol> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ExamineProtocol): Promise<Receipt> {
    return this.executor.run({
      name: ExamineProtocol.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'ExamineProtocol',
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await examinedProtocolFacts(moment, target),
      }),
    });
  }
}
