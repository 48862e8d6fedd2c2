import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type CommissionTarget, decideOnCommission } from './commission.ts';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';

/** Proposes that a member’s key be good no longer; another member revokes it. */
export class ProposeKeyRevocation extends Command<Receipt> {
  constructor(
    readonly target: CommissionTarget,
    readonly input: { readonly official: string; readonly key: string; readonly reason: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ProposeKeyRevocation)
export class ProposeKeyRevocationHandler implements ICommandHandler<ProposeKeyRevocation> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ProposeKeyRevocation): Promise<Receipt> {
    const command = { type: 'ProposeKeyRevocation', ...input, by: by.official } as const;
    return decideOnCommission(this.executor, target, command, { name: ProposeKeyRevocation.name, by, request: input });
  }
}
