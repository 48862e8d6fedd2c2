import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type AreaCommand, areaDecider } from '../domain/area/decider.ts';
import type { Member } from '../domain/commission.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { AreaTarget } from './targets.ts';

/** Composes the territorial commission of an area, or composes it anew. */
export class ComposeCommission extends Command<Receipt> {
  constructor(
    readonly target: AreaTarget,
    readonly input: { readonly members: readonly Member[] },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ComposeCommission)
export class ComposeCommissionHandler implements ICommandHandler<ComposeCommission> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ComposeCommission): Promise<Receipt> {
    return this.executor.run({
      name: ComposeCommission.name,
      stream: streams.area(target.election, target.area),
      decider: areaDecider,
      by,
      request: input,
      command: (): AreaCommand => ({ type: 'ComposeCommission', members: input.members }),
    });
  }
}
