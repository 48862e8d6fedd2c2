import { Optional } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { Tabulator } from '../projections/tabulator.ts';
import { streams } from '../domain/stream.ts';
import { Checkpoints } from './checkpoints.ts';
import { Executor } from './execute.ts';
import { electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { ContestTarget, Dated } from './targets.ts';

/** Adds up the contest and puts the figures to the vote. */
export class TabulateResult extends Command<Receipt> {
  constructor(
    readonly target: ContestTarget,
    readonly input: Dated,
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(TabulateResult)
export class TabulateResultHandler implements ICommandHandler<TabulateResult> {
  constructor(
    private readonly executor: Executor,
    private readonly tabulator: Tabulator,
    @Optional() private readonly checkpoints?: Checkpoints,
  ) {}

  execute({ target, input, by }: TabulateResult): Promise<Receipt> {
    return this.executor.run({
      name: TabulateResult.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: input,
      command: async (moment): Promise<ContestCommand> => {
        const tabulation = await this.tabulator.tabulate(target.election, target.contest);
        return {
          type: 'TabulateResult',
          at: input.at ?? moment.now,
          now: moment.now,
          facts: {
            election: await electionOf(moment, target.election),
            tabulation,
            checkpoint: (tabulation && (await this.checkpoints?.current(tabulation.position))) ?? null,
          },
        };
      },
    });
  }
}
