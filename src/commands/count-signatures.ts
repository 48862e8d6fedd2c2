import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { protocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** The signatures on the roll are counted: the ballots that were issued. */
export class CountSignatures extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated & {
      readonly ballotsIssued: number;
      /** By official id; absent or `null`: not told. */
      readonly issuedByMember?: Readonly<Record<string, number>> | null;
    },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(CountSignatures)
export class CountSignaturesHandler implements ICommandHandler<CountSignatures> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: CountSignatures): Promise<Receipt> {
    return this.executor.run({
      name: CountSignatures.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'CountSignatures',
        ballotsIssued: input.ballotsIssued,
        issuedByMember: input.issuedByMember ?? null,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await protocolFacts(moment, target),
      }),
    });
  }
}
