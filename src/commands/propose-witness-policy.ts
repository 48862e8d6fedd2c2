import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import { decideOnLog } from './log-agreements.ts';
import type { Requester } from './requester.ts';
import type { LogTarget } from './targets.ts';

/** Proposes who witnesses the log: nothing changes before another person adopts it. */
export class ProposeWitnessPolicy extends Command<Receipt> {
  constructor(
    readonly target: LogTarget,
    readonly input: { readonly policy: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ProposeWitnessPolicy)
export class ProposeWitnessPolicyHandler implements ICommandHandler<ProposeWitnessPolicy> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ProposeWitnessPolicy): Promise<Receipt> {
    const command = { type: 'ProposeWitnessPolicy', policy: input.policy, by: by.official } as const;
    return decideOnLog(this.executor, target, command, { name: ProposeWitnessPolicy.name, by, request: input });
  }
}
