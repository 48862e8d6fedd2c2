import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import { decideOnLog } from './log-agreements.ts';
import type { Requester } from './requester.ts';
import type { LogTarget } from './targets.ts';

/** Proposes keys that the log is signed with next: they take over only once another person has confirmed them. */
export class ProposeSigningKeys extends Command<Receipt> {
  constructor(
    readonly target: LogTarget,
    readonly input: { readonly keys: readonly string[] },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ProposeSigningKeys)
export class ProposeSigningKeysHandler implements ICommandHandler<ProposeSigningKeys> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ProposeSigningKeys): Promise<Receipt> {
    const command = { type: 'ProposeSigningKeys', keys: input.keys, by: by.official } as const;
    return decideOnLog(this.executor, target, command, { name: ProposeSigningKeys.name, by, request: input });
  }
}
