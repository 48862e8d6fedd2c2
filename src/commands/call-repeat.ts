import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { ContestTarget, Dated } from './targets.ts';

/** Calls the repeat that a tie, or an invalidation, leads to. */
export class CallRepeat extends Command<Receipt> {
  constructor(
    readonly target: ContestTarget,
    readonly input: Dated & { readonly votingDay: string; readonly heldIn?: string | null },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(CallRepeat)
export class CallRepeatHandler implements ICommandHandler<CallRepeat> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: CallRepeat): Promise<Receipt> {
    return this.executor.run({
      name: CallRepeat.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: input,
      command: async (moment): Promise<ContestCommand> => ({
        type: 'CallRepeat',
        votingDay: input.votingDay,
        heldIn: input.heldIn ?? null,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
