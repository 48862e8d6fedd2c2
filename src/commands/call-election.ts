import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type ElectionCommand, electionDecider } from '../domain/election/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { Dated, ElectionTarget, NameInput } from './targets.ts';

/** Calls an election: its day, time zone and rule set. */
export class CallElection extends Command<Receipt> {
  constructor(
    readonly target: ElectionTarget,
    readonly input: Dated & {
      readonly name: NameInput;
      readonly votingDay: string;
      readonly ruleSet: string;
      readonly timeZone: string;
      readonly minimumBallotBatch?: number;
      readonly personalSignatures?: boolean;
    },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(CallElection)
export class CallElectionHandler implements ICommandHandler<CallElection> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: CallElection): Promise<Receipt> {
    return this.executor.run({
      name: CallElection.name,
      stream: streams.election(target.election),
      decider: electionDecider,
      by,
      request: input,
      command: ({ now }): ElectionCommand => ({ type: 'CallElection', ...input, at: input.at ?? now, now }),
    });
  }
}
