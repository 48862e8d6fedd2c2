import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import type { ProtocolCommand } from '../domain/protocol/commands.ts';
import { protocolDecider } from '../domain/protocol/decider.ts';
import type { Imported } from '../domain/protocol/events.ts';
import { type Figures, noFigures, type ProtocolContent } from '../domain/protocol/figures.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { examinedProtocolFacts } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ProtocolTarget } from './targets.ts';

/** One person reads the paper into the record; when another has read the same, it is accepted. */
export class EnterProtocol extends Command<Receipt> {
  constructor(
    readonly target: ProtocolTarget,
    readonly input: Dated & {
      readonly figures: Partial<Figures>;
      readonly votes: ProtocolContent['votes'];
      readonly issuedByMember?: ProtocolContent['issuedByMember'];
      readonly inWords?: ProtocolContent['inWords'];
      readonly paper?: string | null;
      readonly imported?: Imported | null;
    },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(EnterProtocol)
export class EnterProtocolHandler implements ICommandHandler<EnterProtocol> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: EnterProtocol): Promise<Receipt> {
    return this.executor.run({
      name: EnterProtocol.name,
      stream: streams.protocol(target.election, target.contest, target.precinct),
      decider: protocolDecider,
      by,
      request: input,
      command: async (moment): Promise<ProtocolCommand> => ({
        type: 'EnterProtocol',
        official: by.official,
        content: {
          figures: { ...noFigures, ...input.figures },
          votes: input.votes,
          issuedByMember: input.issuedByMember ?? null,
          inWords: input.inWords ?? null,
        },
        paper: input.paper ?? null,
        imported: input.imported ?? null,
        at: input.at ?? moment.now,
        now: moment.now,
        facts: await examinedProtocolFacts(moment, target),
      }),
    });
  }
}
