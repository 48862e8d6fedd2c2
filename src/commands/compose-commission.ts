import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Member } from '../domain/commission.ts';
import { type CommissionTarget, decideOnCommission } from './commission.ts';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';

/** Composes the first commission of an area or a precinct. */
export class ComposeCommission extends Command<Receipt> {
  constructor(
    readonly target: CommissionTarget,
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
    const command = { type: 'ComposeCommission', members: input.members } as const;
    return decideOnCommission(this.executor, target, command, { name: ComposeCommission.name, by, request: input });
  }
}
