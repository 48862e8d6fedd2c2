import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type BallotBoxCommand, ballotBoxDecider } from '../domain/ballot-box/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { electionOf, precinctOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { BallotBoxTarget, Dated } from './targets.ts';

/** Closes a ballot box: its ballots are final. */
export class CloseBallotBox extends Command<Receipt> {
  constructor(
    readonly target: BallotBoxTarget,
    readonly input: Dated,
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(CloseBallotBox)
export class CloseBallotBoxHandler implements ICommandHandler<CloseBallotBox> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: CloseBallotBox): Promise<Receipt> {
    return this.executor.run({
      name: CloseBallotBox.name,
      stream: streams.ballotBox(target.election, target.contest, target.precinct),
      decider: ballotBoxDecider,
      by,
      request: input,
      command: async (moment): Promise<BallotBoxCommand> => ({
        type: 'CloseBallotBox',
        at: input.at ?? moment.now,
        now: moment.now,
        facts: {
          election: await electionOf(moment, target.election),
          precinct: await precinctOf(moment, target.election, target.precinct),
        },
      }),
    });
  }
}
