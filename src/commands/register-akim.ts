import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { ContestTarget, Dated } from './targets.ts';

/** Registers the elected akim. */
export class RegisterAkim extends Command<Receipt> {
  constructor(
    readonly target: ContestTarget,
    readonly input: Dated & { readonly candidate: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(RegisterAkim)
export class RegisterAkimHandler implements ICommandHandler<RegisterAkim> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: RegisterAkim): Promise<Receipt> {
    return this.executor.run({
      name: RegisterAkim.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: input,
      command: async (moment): Promise<ContestCommand> => ({
        type: 'RegisterAkim',
        candidate: input.candidate,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
