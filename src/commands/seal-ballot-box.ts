import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type BallotBoxCommand, ballotBoxDecider } from '../domain/ballot-box/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { ancestryOf, contestOf, electionOf, precinctOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { BallotBoxTarget, Dated } from './targets.ts';

/** Seals the ballot box of a contest in a precinct. */
export class SealBallotBox extends Command<Receipt> {
  constructor(
    readonly target: BallotBoxTarget,
    readonly input: Dated,
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(SealBallotBox)
export class SealBallotBoxHandler implements ICommandHandler<SealBallotBox> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: SealBallotBox): Promise<Receipt> {
    return this.executor.run({
      name: SealBallotBox.name,
      stream: streams.ballotBox(target.election, target.contest, target.precinct),
      decider: ballotBoxDecider,
      by,
      request: { ...input, precinct: target.precinct },
      command: async (moment): Promise<BallotBoxCommand> => {
        const { election, contest, precinct } = target;
        const [place, seat] = [
          await precinctOf(moment, election, precinct),
          // Read afresh: a result that has just been established must not gain a box.
          await contestOf({ ...moment, known: moment.current }, election, contest),
        ];
        const above = place ? await ancestryOf(moment, election, place.area) : [];
        return {
          type: 'SealBallotBox',
          at: input.at ?? moment.now,
          now: moment.now,
          facts: {
            election: await electionOf(moment, election),
            precinct: place,
            lines: seat?.lines,
            inConstituency: above.some(({ code }) => code === seat?.area),
            decided: seat?.decided ?? false,
          },
        };
      },
    });
  }
}
