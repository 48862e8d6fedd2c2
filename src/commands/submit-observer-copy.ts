import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import { type Counted, type Figures, noFigures } from '../domain/protocol/figures.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { protocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** Somebody who holds a certified copy says what it says. */
export class SubmitObserverCopy extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated & {
      readonly copy: string;
      readonly figures: Partial<Figures>;
      readonly votes: Counted['votes'];
      readonly sha256: string;
    },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(SubmitObserverCopy)
export class SubmitObserverCopyHandler implements ICommandHandler<SubmitObserverCopy> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: SubmitObserverCopy): Promise<Receipt> {
    return this.executor.run({
      name: SubmitObserverCopy.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'SubmitObserverCopy',
        copy: input.copy,
        content: { figures: { ...noFigures, ...input.figures }, votes: input.votes },
        sha256: input.sha256,
        official: by.official,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await protocolFacts(moment, target),
      }),
    });
  }
}
