import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type CommissionTarget, decideOnCommission } from './commission.ts';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';

/** Proposes a key that a member signs with from then on; the holder or another member confirms it. */
export class ProposeMemberKey extends Command<Receipt> {
  constructor(
    readonly target: CommissionTarget,
    readonly input: { readonly official: string; readonly key: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ProposeMemberKey)
export class ProposeMemberKeyHandler implements ICommandHandler<ProposeMemberKey> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ProposeMemberKey): Promise<Receipt> {
    const command = { type: 'ProposeMemberKey', ...input, by: by.official } as const;
    return decideOnCommission(this.executor, target, command, { name: ProposeMemberKey.name, by, request: input });
  }
}
