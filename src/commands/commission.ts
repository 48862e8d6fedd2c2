import { areaDecider } from '../domain/area/decider.ts';
import type { CommissionCommand } from '../domain/composition.ts';
import { precinctDecider } from '../domain/precinct/decider.ts';
import { streams } from '../domain/stream.ts';
import type { Execution, Executor } from './execute.ts';
import type { Receipt } from './folded.ts';
import type { AreaTarget, PrecinctTarget } from './targets.ts';

/** Whose commission: an area's or a precinct's. */
export type CommissionTarget = AreaTarget | PrecinctTarget;

/** Decides on a commission, in the stream of what it is the commission of. */
export function decideOnCommission(
  executor: Executor,
  target: CommissionTarget,
  command: CommissionCommand,
  asked: Pick<Execution<never, never, never>, 'name' | 'by' | 'request'>,
): Promise<Receipt> {
  const { election } = target;
  const deciding = { ...asked, command: () => command };
  if ('precinct' in target) {
    const stream = streams.precinct(election, target.precinct);
    return executor.run({ ...deciding, stream, decider: precinctDecider });
  }
  return executor.run({ ...deciding, stream: streams.area(election, target.area), decider: areaDecider });
}
