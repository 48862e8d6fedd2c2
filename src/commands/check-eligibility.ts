import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { CandidateTarget, Dated } from './targets.ts';

/** Records whether a candidate was found eligible. */
export class CheckEligibility extends Command<Receipt> {
  constructor(
    readonly target: CandidateTarget,
    readonly input: Dated & { readonly eligible: boolean },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(CheckEligibility)
export class CheckEligibilityHandler implements ICommandHandler<CheckEligibility> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: CheckEligibility): Promise<Receipt> {
    return this.executor.run({
      name: CheckEligibility.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: { ...input, candidate: target.candidate },
      command: async (moment): Promise<ContestCommand> => ({
        type: 'CheckEligibility',
        candidate: target.candidate,
        eligible: input.eligible,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
