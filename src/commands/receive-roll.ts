import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type PrecinctCommand, precinctDecider } from '../domain/precinct/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, PrecinctTarget } from './targets.ts';

/** The precinct receives its voters roll. */
export class ReceiveRoll extends Command<Receipt> {
  constructor(
    readonly target: PrecinctTarget,
    readonly input: Dated & { readonly votersOnRoll: number },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ReceiveRoll)
export class ReceiveRollHandler implements ICommandHandler<ReceiveRoll> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ReceiveRoll): Promise<Receipt> {
    return this.executor.run({
      name: ReceiveRoll.name,
      stream: streams.precinct(target.election, target.precinct),
      decider: precinctDecider,
      by,
      request: input,
      command: ({ now }): PrecinctCommand => ({
        type: 'ReceiveRoll',
        votersOnRoll: input.votersOnRoll,
        at: input.at ?? now,
        now,
      }),
    });
  }
}
