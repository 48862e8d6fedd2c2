import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { CandidateTarget, Dated } from './targets.ts';

/** An appeal against a refusal or a cancellation of registration. */
export class AppealRegistration extends Command<Receipt> {
  constructor(
    readonly target: CandidateTarget,
    readonly input: Dated & { readonly reason: string; readonly evidence: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(AppealRegistration)
export class AppealRegistrationHandler implements ICommandHandler<AppealRegistration> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: AppealRegistration): Promise<Receipt> {
    return this.executor.run({
      name: AppealRegistration.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: { ...input, candidate: target.candidate },
      command: async (moment): Promise<ContestCommand> => ({
        type: 'AppealRegistration',
        candidate: target.candidate,
        reason: input.reason,
        evidence: input.evidence,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
