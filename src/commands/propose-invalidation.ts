import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { ContestTarget, Dated } from './targets.ts';

/** The first of two people says that a contest is void. */
export class ProposeInvalidation extends Command<Receipt> {
  constructor(
    readonly target: ContestTarget,
    readonly input: Dated & { readonly reason: string; readonly evidence: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ProposeInvalidation)
export class ProposeInvalidationHandler implements ICommandHandler<ProposeInvalidation> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ProposeInvalidation): Promise<Receipt> {
    return this.executor.run({
      name: ProposeInvalidation.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: input,
      command: async (moment): Promise<ContestCommand> => ({
        type: 'ProposeInvalidation',
        reason: input.reason,
        evidence: input.evidence,
        official: by.official,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
