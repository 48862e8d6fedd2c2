import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { ContestTarget, Dated } from './targets.ts';

/** Approves the lines of the ballot. */
export class ApproveBallotText extends Command<Receipt> {
  constructor(
    readonly target: ContestTarget,
    readonly input: Dated & { readonly order?: readonly string[] },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ApproveBallotText)
export class ApproveBallotTextHandler implements ICommandHandler<ApproveBallotText> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ApproveBallotText): Promise<Receipt> {
    return this.executor.run({
      name: ApproveBallotText.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: input,
      command: async (moment): Promise<ContestCommand> => ({
        type: 'ApproveBallotText',
        order: input.order,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
