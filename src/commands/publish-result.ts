import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { ContestTarget, Dated } from './targets.ts';

/** The result of a contest was published. */
export class PublishResult extends Command<Receipt> {
  constructor(
    readonly target: ContestTarget,
    readonly input: Dated & { readonly where: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(PublishResult)
export class PublishResultHandler implements ICommandHandler<PublishResult> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: PublishResult): Promise<Receipt> {
    return this.executor.run({
      name: PublishResult.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: input,
      command: async (moment): Promise<ContestCommand> => ({
        type: 'PublishResult',
        where: input.where,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
