import type { Act } from '../act.ts';
import type { Facts } from '../facts.ts';
import type { Kind } from '../kinds.ts';
import { areaInverses } from './area.ts';
import { ballotBoxInverses } from './ballot-box.ts';
import { contestInverses } from './contest.ts';
import { electionInverses } from './election.ts';
import { follows, type Inverses } from './inverse.ts';
import { logInverses } from './log.ts';
import { precinctInverses } from './precinct.ts';
import { protocolInverses } from './protocol.ts';

const inverses: { readonly [K in Kind]: Inverses<K> } = {
  area: areaInverses,
  election: electionInverses,
  precinct: precinctInverses,
  contest: contestInverses,
  ballotbox: ballotBoxInverses,
  protocol: protocolInverses,
  log: logInverses,
};

/** The commands that can have led to an act; none: no act begins with such an event. */
export function commandsOf(act: Act, facts: Facts): readonly unknown[] {
  const [first] = act.events;
  const table: Readonly<Record<string, unknown>> = inverses[act.kind];
  const inverse = Object.hasOwn(table, first.type) ? table[first.type] : undefined;
  if (inverse === undefined || inverse === follows) return [];
  return [(inverse as (event: unknown, act: Act, facts: Facts) => unknown)(first, act, facts)].flat();
}
