import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import { decideOnLog } from './log-agreements.ts';
import type { Requester } from './requester.ts';
import type { LogTarget } from './targets.ts';

/** Settles who witnesses the log, as another person has proposed. */
export class AdoptWitnessPolicy extends Command<Receipt> {
  constructor(
    readonly target: LogTarget,
    readonly input: { readonly policy: string },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(AdoptWitnessPolicy)
export class AdoptWitnessPolicyHandler implements ICommandHandler<AdoptWitnessPolicy> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: AdoptWitnessPolicy): Promise<Receipt> {
    const command = { type: 'AdoptWitnessPolicy', policy: input.policy, by: by.official } as const;
    return decideOnLog(this.executor, target, command, { name: AdoptWitnessPolicy.name, by, request: input });
  }
}
