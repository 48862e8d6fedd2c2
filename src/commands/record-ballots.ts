import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type BallotBoxCommand, ballotBoxDecider } from '../domain/ballot-box/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { contestOf, electionOf, precinctOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import { shuffled } from './shuffle.ts';
import type { BallotBoxTarget, Dated } from './targets.ts';

/** Reads a batch of ballots into the record, in an order of its own. */
export class RecordBallots extends Command<Receipt> {
  constructor(
    readonly target: BallotBoxTarget,
    readonly input: Dated & { readonly batch: string; readonly choices: readonly string[]; readonly last?: boolean },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(RecordBallots)
export class RecordBallotsHandler implements ICommandHandler<RecordBallots> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: RecordBallots): Promise<Receipt> {
    const choices = shuffled(input.choices);
    return this.executor.run({
      name: RecordBallots.name,
      stream: streams.ballotBox(target.election, target.contest, target.precinct),
      decider: ballotBoxDecider,
      by,

      command: async (moment): Promise<BallotBoxCommand> => ({
        type: 'RecordBallots',
        batch: input.batch,
        choices,
        last: input.last ?? false,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: {
          election: await electionOf(moment, target.election),
          precinct: await precinctOf(moment, target.election, target.precinct),
          // Read afresh: a contest that is prolonged gets another ballot text.
          lines: (await contestOf({ ...moment, known: moment.current }, target.election, target.contest))?.lines,
        },
      }),
    });
  }
}
