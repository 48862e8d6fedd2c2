import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { CandidateTarget, Dated } from './targets.ts';

/** Verifies the signatures gathered for a candidate. */
export class VerifySignatures extends Command<Receipt> {
  constructor(
    readonly target: CandidateTarget,
    readonly input: Dated & {
      readonly valid: number;
      readonly votersInConstituency: number;
      readonly settlements?: { readonly all: number; readonly represented: number } | null;
    },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(VerifySignatures)
export class VerifySignaturesHandler implements ICommandHandler<VerifySignatures> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: VerifySignatures): Promise<Receipt> {
    return this.executor.run({
      name: VerifySignatures.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: { ...input, candidate: target.candidate },
      command: async (moment): Promise<ContestCommand> => ({
        type: 'VerifySignatures',
        candidate: target.candidate,
        valid: input.valid,
        votersInConstituency: input.votersInConstituency,
        settlements: input.settlements ?? null,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
