import { Command, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { type PrecinctCommand, precinctDecider } from '../domain/precinct/decider.ts';
import { streams } from '../domain/stream.ts';
import { Executor } from './execute.ts';
import { areaOf, electionOf } from './facts.ts';
import type { Receipt } from './folded.ts';
import type { Requester } from './requester.ts';
import type { PrecinctTarget } from './targets.ts';

/** Forms a precinct in an area. */
export class FormPrecinct extends Command<Receipt> {
  constructor(
    readonly target: PrecinctTarget,
    readonly input: { readonly area: string; readonly name: string; readonly votersOnRoll: number | null },
    readonly by: Requester,
  ) {
    super();
  }
}

@CommandHandler(FormPrecinct)
export class FormPrecinctHandler implements ICommandHandler<FormPrecinct> {
  constructor(private readonly executor: Executor) {}

  execute({ target, input, by }: FormPrecinct): Promise<Receipt> {
    return this.executor.run({
      name: FormPrecinct.name,
      stream: streams.precinct(target.election, target.precinct),
      decider: precinctDecider,
      by,
      request: input,
      command: async (moment): Promise<PrecinctCommand> => ({
        type: 'FormPrecinct',
        ...input,
        facts: {
          election: await electionOf(moment, target.election),
          area: await areaOf(moment, target.election, input.area),
        },
      }),
    });
  }
}
