import { type LogCommand, logDecider } from '../domain/log/decider.ts';
import { streams } from '../domain/stream.ts';
import type { Execution, Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import type { LogTarget } from './targets.ts';

/** Decides on what a log is witnessed and signed by. */
export function decideOnLog(
  executor: Executor,
  { log }: LogTarget,
  command: LogCommand,
  asked: Pick<Execution<never, never, never>, 'name' | 'by' | 'request'>,
): Promise<Receipt> {
  return executor.run({ ...asked, stream: streams.log(log), decider: logDecider, command: () => command });
}
