import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import { decideOnLog } from './log-agreements.ts';
import type { Requester } from './requester.ts';
import type { LogTarget } from './targets.ts';

/** Confirms the keys that the log is signed with next, as another person has proposed. */
export class ConfirmSigningKeys extends Command<Receipt> {
  constructor(
    readonly target: LogTarget,
    readonly input: { readonly keys: readonly string[] },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ConfirmSigningKeys)
export class ConfirmSigningKeysHandler implements ICommandHandler<ConfirmSigningKeys> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ConfirmSigningKeys): Promise<Receipt> {
    const command = { type: 'ConfirmSigningKeys', keys: input.keys, by: by.official } as const;
    return decideOnLog(this.executor, target, command, { name: ConfirmSigningKeys.name, by, request: input });
  }
}
