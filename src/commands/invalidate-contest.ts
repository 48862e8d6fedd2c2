import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { ContestTarget, Dated } from './targets.ts';

/** The second of two people confirms that a contest is void. */
export class InvalidateContest extends Command<Receipt> {
  constructor(
    readonly target: ContestTarget,
    readonly input: Dated,
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(InvalidateContest)
export class InvalidateContestHandler implements ICommandHandler<InvalidateContest> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: InvalidateContest): Promise<Receipt> {
    return this.executor.run({
      name: InvalidateContest.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: input,
      command: async (moment): Promise<ContestCommand> => ({
        type: 'InvalidateContest',
        official: by.official,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
