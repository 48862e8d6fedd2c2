import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { CandidateTarget, Dated } from './targets.ts';

/** The body above the commission decides an appeal; one that is granted registers the candidate. */
export class DecideAppeal extends Command<Receipt> {
  constructor(
    readonly target: CandidateTarget,
    readonly input: Dated & { readonly granted: boolean; readonly reason: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(DecideAppeal)
export class DecideAppealHandler implements ICommandHandler<DecideAppeal> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: DecideAppeal): Promise<Receipt> {
    return this.executor.run({
      name: DecideAppeal.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: { ...input, candidate: target.candidate },
      command: async (moment): Promise<ContestCommand> => ({
        type: 'DecideAppeal',
        candidate: target.candidate,
        granted: input.granted,
        reason: input.reason,
        decidedBy: by.area ?? null,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
