import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { Member } from '../domain/commission.ts';
import { type CommissionTarget, decideOnCommission } from './commission.ts';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';

/** Proposes to compose a commission anew; another person confirms it. */
export class ProposeComposition extends Command<Receipt> {
  constructor(
    readonly target: CommissionTarget,
    readonly input: { readonly members: readonly Member[] },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ProposeComposition)
export class ProposeCompositionHandler implements ICommandHandler<ProposeComposition> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ProposeComposition): Promise<Receipt> {
    const command = { type: 'ProposeComposition', members: input.members, by: by.official } as const;
    return decideOnCommission(this.executor, target, command, { name: ProposeComposition.name, by, request: input });
  }
}
