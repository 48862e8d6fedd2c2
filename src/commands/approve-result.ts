import { Optional } from '@nestjs/common';
import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ContestCommand } from '../domain/contest/commands.ts';
import { contestDecider } from '../domain/contest/decider.ts';
import { areaDecider } from '../domain/area/decider.ts';
import { Tabulator } from '../projections/tabulator.ts';
import { streams } from '../domain/stream.ts';
import { Checkpoints } from './checkpoints.ts';
import { Executor } from './execute.ts';
import { contestOf, electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { ContestTarget, Dated } from './targets.ts';

/** One member of the commission approves the tabulated result; the majority voice certifies it. */
export class ApproveResult extends Command<Receipt> {
  constructor(
    readonly target: ContestTarget,
    readonly input: Dated & { readonly position: number },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ApproveResult)
export class ApproveResultHandler implements ICommandHandler<ApproveResult> {
  constructor(
    private readonly executor: Executor,
    private readonly tabulator: Tabulator,
    @Optional() private readonly checkpoints?: Checkpoints,
  ) {}

  execute({ target, input, by }: ApproveResult): Promise<Receipt> {
    return this.executor.run({
      name: ApproveResult.name,
      stream: streams.contest(target.election, target.contest),
      decider: contestDecider,
      by,
      request: input,
      command: async (moment): Promise<ContestCommand> => {
        const { election, contest } = target;
        const commission = (await contestOf(moment, election, contest))?.commission;
        const tabulation = await this.tabulator.tabulate(election, contest);
        const composed = commission && (await moment.current(streams.area(election, commission), areaDecider));
        return {
          type: 'ApproveResult',
          official: by.official,
          position: input.position,
          at: input.at ?? moment.now,
          now: moment.now,
          facts: {
            election: await electionOf(moment, election),
            tabulation,
            // A voice for a position that the record does not reach is refused: no checkpoint covers that.
            checkpoint:
              (tabulation && input.position <= tabulation.position
                ? await this.checkpoints?.current(input.position)
                : undefined) ?? null,
            commission: composed
              ? { members: composed.state.members, revision: composed.revision }
              : { members: [], revision: 0 },
          },
        };
      },
    });
  }
}
