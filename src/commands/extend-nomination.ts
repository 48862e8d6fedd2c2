import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { ContestTarget, Dated } from './targets.ts';

/** Extends nomination where too few are nominated. */
export class ExtendNomination extends Command<Receipt> {
  constructor(
    readonly target: ContestTarget,
    readonly input: Dated & { readonly until: string; readonly reason: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ExtendNomination)
export class ExtendNominationHandler implements ICommandHandler<ExtendNomination> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ExtendNomination): Promise<Receipt> {
    return this.executor.run({
      name: ExtendNomination.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: input,
      command: async (moment): Promise<ContestCommand> => ({
        type: 'ExtendNomination',
        until: input.until,
        reason: input.reason,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
