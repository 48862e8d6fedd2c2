import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type PrecinctCommand, precinctDecider } from '../domain/precinct/decider.ts';
import type { TurnoutHour } from '../domain/precinct/events.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import { polledContest } from './polled-contest.ts';
import type { Requester } from './requester.ts';
import type { Dated, PrecinctTarget } from './targets.ts';

/** The ballots issued by an hour of the voting day. */
export class ReportTurnout extends Command<Receipt> {
  constructor(
    readonly target: PrecinctTarget,
    readonly input: Dated & { readonly contest?: string; readonly hour: TurnoutHour; readonly ballotsIssued: number },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ReportTurnout)
export class ReportTurnoutHandler implements ICommandHandler<ReportTurnout> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ReportTurnout): Promise<Receipt> {
    return this.executor.run({
      name: ReportTurnout.name,
      stream: streams.precinct(target.election, target.precinct),
      decider: precinctDecider,
      by,
      request: input,
      command: async (moment): Promise<PrecinctCommand> => ({
        type: 'ReportTurnout',
        hour: input.hour,
        ballotsIssued: input.ballotsIssued,
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
