import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type PrecinctCommand, precinctDecider } from '../domain/precinct/decider.ts';
import type { Member } from '../domain/commission.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { PrecinctTarget } from './targets.ts';

/** Composes the commission of a precinct, or composes it anew. */
export class ComposePrecinctCommission extends Command<Receipt> {
  constructor(
    readonly target: PrecinctTarget,
    readonly input: { readonly members: readonly Member[] },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ComposePrecinctCommission)
export class ComposePrecinctCommissionHandler implements ICommandHandler<ComposePrecinctCommission> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ComposePrecinctCommission): Promise<Receipt> {
    return this.executor.run({
      name: ComposePrecinctCommission.name,
      stream: streams.precinct(target.election, target.precinct),
      decider: precinctDecider,
      by,
      request: input,
      command: (): PrecinctCommand => ({ type: 'ComposeCommission', members: input.members }),
    });
  }
}
