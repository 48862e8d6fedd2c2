import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { CandidateTarget, Dated } from './targets.ts';

/** Nominates a candidate: a party, the candidate alone, or the higher akim. */
export class NominateCandidate extends Command<Receipt> {
  constructor(
    readonly target: CandidateTarget,
    readonly input: Dated & {
      readonly name: string;
      readonly nominatedBy: 'party' | 'self' | 'akim';
      readonly party?: string | null;
    },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(NominateCandidate)
export class NominateCandidateHandler implements ICommandHandler<NominateCandidate> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: NominateCandidate): Promise<Receipt> {
    return this.executor.run({
      name: NominateCandidate.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: { ...input, candidate: target.candidate },
      command: async (moment): Promise<ContestCommand> => ({
        type: 'NominateCandidate',
        candidate: target.candidate,
        name: input.name,
        nominatedBy: input.nominatedBy,
        party: input.party ?? null,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: { election: await electionOf(moment, target.election) },
      }),
    });
  }
}
