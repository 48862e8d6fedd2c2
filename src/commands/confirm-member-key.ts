import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type CommissionTarget, decideOnCommission } from './commission.ts';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';

/** Enrols the key of a member, as another member has proposed. */
export class ConfirmMemberKey extends Command<Receipt> {
  constructor(
    readonly target: CommissionTarget,
    readonly input: { readonly official: string; readonly key: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ConfirmMemberKey)
export class ConfirmMemberKeyHandler implements ICommandHandler<ConfirmMemberKey> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ConfirmMemberKey): Promise<Receipt> {
    const command = { type: 'ConfirmMemberKey', ...input, by: by.official } as const;
    return decideOnCommission(this.executor, target, command, { name: ConfirmMemberKey.name, by, request: input });
  }
}
