import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { ancestryOf, contestOf, electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { ContestTarget, Dated, NameInput } from './targets.ts';

/** Calls the contest for one seat in one constituency. */
export class CallContest extends Command<Receipt> {
  constructor(
    readonly target: ContestTarget,
    readonly input: Dated & {
      readonly area: string;
      readonly commission?: string;
      readonly name: NameInput;
      readonly againstAll: boolean;
      readonly termEnds?: string | null;
      /** The contest of an earlier election that this one repeats. */
      readonly repeats?: { readonly election: string; readonly contest: string } | null;
    },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(CallContest)
export class CallContestHandler implements ICommandHandler<CallContest> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: CallContest): Promise<Receipt> {
    return this.executor.run({
      name: CallContest.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: input,
      command: async (moment): Promise<ContestCommand> => ({
        type: 'CallContest',
        ...input,
        termEnds: input.termEnds ?? null,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: {
          election: await electionOf(moment, target.election),
          ancestry: await ancestryOf(moment, target.election, input.area),
          heldIn: target.election,
          repeated: input.repeats ? await contestOf(moment, input.repeats.election, input.repeats.contest) : undefined,
        },
      }),
    });
  }
}
