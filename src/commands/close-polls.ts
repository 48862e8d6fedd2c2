import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type PrecinctCommand, precinctDecider } from '../domain/precinct/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import { polledContest } from './polled-contest.ts';
import type { Requester } from './requester.ts';
import type { Dated, PrecinctTarget } from './targets.ts';

/** The polling station closes. */
export class ClosePolls extends Command<Receipt> {
  constructor(
    readonly target: PrecinctTarget,
    readonly input: Dated & { readonly contest?: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ClosePolls)
export class ClosePollsHandler implements ICommandHandler<ClosePolls> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ClosePolls): Promise<Receipt> {
    return this.executor.run({
      name: ClosePolls.name,
      stream: streams.precinct(target.election, target.precinct),
      decider: precinctDecider,
      by,
      request: input,
      command: async (moment): Promise<PrecinctCommand> => ({
        type: 'ClosePolls',
        contest: input.contest,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: {
          election: await electionOf(moment, target.election),
          contest: await polledContest(moment, target, input.contest),
        },
      }),
    });
  }
}
