import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Member } from '../domain/commission.ts';
import { type CommissionTarget, decideOnCommission } from './commission.ts';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';

/** Composes a commission anew, as another person has proposed. */
export class ConfirmComposition extends Command<Receipt> {
  constructor(
    readonly target: CommissionTarget,
    readonly input: { readonly members: readonly Member[] },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ConfirmComposition)
export class ConfirmCompositionHandler implements ICommandHandler<ConfirmComposition> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ConfirmComposition): Promise<Receipt> {
    const command = { type: 'ConfirmComposition', members: input.members, by: by.official } as const;
    return decideOnCommission(this.executor, target, command, { name: ConfirmComposition.name, by, request: input });
  }
}
