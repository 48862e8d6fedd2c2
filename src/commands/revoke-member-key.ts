import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type CommissionTarget, decideOnCommission } from './commission.ts';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';

/** Revokes the key of a member, as another member has proposed. */
export class RevokeMemberKey extends Command<Receipt> {
  constructor(
    readonly target: CommissionTarget,
    readonly input: { readonly official: string; readonly key: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(RevokeMemberKey)
export class RevokeMemberKeyHandler implements ICommandHandler<RevokeMemberKey> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: RevokeMemberKey): Promise<Receipt> {
    const command = { type: 'RevokeMemberKey', ...input, by: by.official } as const;
    return decideOnCommission(this.executor, target, command, { name: RevokeMemberKey.name, by, request: input });
  }
}
