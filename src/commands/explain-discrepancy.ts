import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import type { DiscrepancyKind } from '../domain/protocol/events.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { examinedProtocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** Somebody of a commission explains what is amiss with a protocol. */
export class ExplainDiscrepancy extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated & {
      readonly kind: DiscrepancyKind;
      readonly subject?: string;
      readonly explanation: string;
      readonly evidence?: string | null;
    },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(ExplainDiscrepancy)
export class ExplainDiscrepancyHandler implements ICommandHandler<ExplainDiscrepancy> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: ExplainDiscrepancy): Promise<Receipt> {
    return this.executor.run({
      name: ExplainDiscrepancy.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'ExplainDiscrepancy',
        kind: input.kind,
        subject: input.subject ?? '',
        explanation: input.explanation,
        evidence: input.evidence ?? null,
        official: by.official,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await examinedProtocolFacts(moment, target),
      }),
    });
  }
}
