import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type AreaCommand, areaDecider } from '../domain/area/decider.ts';
import type { AreaLevel } from '../domain/area/events.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { areaOf, electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { AreaTarget, NameInput } from './targets.ts';

/** Registers an area of the election, below one that is registered. */
export class RegisterArea extends Command<Receipt> {
  constructor(
    readonly target: AreaTarget,
    readonly input: { readonly level: AreaLevel; readonly parent: string | null; readonly name: NameInput },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(RegisterArea)
export class RegisterAreaHandler implements ICommandHandler<RegisterArea> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: RegisterArea): Promise<Receipt> {
    return this.executor.run({
      name: RegisterArea.name,
      stream: streams.area(target.election, target.area),
      decider: areaDecider,
      by,
      request: input,
      command: async (moment): Promise<AreaCommand> => ({
        type: 'RegisterArea',
        ...input,
        facts: {
          election: await electionOf(moment, target.election),
          parent: input.parent === null ? undefined : await areaOf(moment, target.election, input.parent),
        },
      }),
    });
  }
}
