import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { CandidateTarget, Dated } from './targets.ts';

/** A candidate withdraws. */
export class WithdrawCandidate extends Command<Receipt> {
  constructor(
    readonly target: CandidateTarget,
    readonly input: Dated,
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(WithdrawCandidate)
export class WithdrawCandidateHandler implements ICommandHandler<WithdrawCandidate> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: WithdrawCandidate): Promise<Receipt> {
    return this.executor.run({
      name: WithdrawCandidate.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: { ...input, candidate: target.candidate },
      command: async (moment): Promise<ContestCommand> => ({
        type: 'WithdrawCandidate',
        candidate: target.candidate,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
