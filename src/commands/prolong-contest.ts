import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { ContestTarget, Dated } from './targets.ts';

/** Puts off a contest that too few candidates are left for. */
export class ProlongContest extends Command<Receipt> {
  constructor(
    readonly target: ContestTarget,
    readonly input: Dated & { readonly votingDay: string; readonly reason: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ProlongContest)
export class ProlongContestHandler implements ICommandHandler<ProlongContest> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ProlongContest): Promise<Receipt> {
    return this.executor.run({
      name: ProlongContest.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: input,
      command: async (moment): Promise<ContestCommand> => ({
        type: 'ProlongContest',
        votingDay: input.votingDay,
        reason: input.reason,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
