import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import type { RefusalGround } from '../domain/contest/events.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { CandidateTarget, Dated } from './targets.ts';

/** Cancels the registration of a candidate, on a ground of the law. */
export class CancelRegistration extends Command<Receipt> {
  constructor(
    readonly target: CandidateTarget,
    readonly input: Dated & { readonly ground: RefusalGround; readonly reason: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(CancelRegistration)
export class CancelRegistrationHandler implements ICommandHandler<CancelRegistration> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: CancelRegistration): Promise<Receipt> {
    return this.executor.run({
      name: CancelRegistration.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: { ...input, candidate: target.candidate },
      command: async (moment): Promise<ContestCommand> => ({
        type: 'CancelRegistration',
        candidate: target.candidate,
        ground: input.ground,
        reason: input.reason,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
