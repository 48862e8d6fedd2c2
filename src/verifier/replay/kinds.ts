import { areaDecider } from '../../domain/area/decider.ts';
import { ballotBoxDecider } from '../../domain/ballot-box/decider.ts';
import { contestDecider } from '../../domain/contest/decider.ts';
import type { Decision } from '../../domain/decider.ts';
import { electionDecider } from '../../domain/election/decider.ts';
import { logDecider } from '../../domain/log/decider.ts';
import { precinctDecider } from '../../domain/precinct/decider.ts';
import { protocolDecider } from '../../domain/protocol/decider.ts';
import type { LeafKind } from '../../domain/stream.ts';
import type { VoteEvent } from '../../domain/vote-event.ts';

/** The kinds of stream that leaves stand in, each with its decider: the rules that the record was made by. */
export const deciders = {
  area: areaDecider,
  election: electionDecider,
  precinct: precinctDecider,
  contest: contestDecider,
  ballotbox: ballotBoxDecider,
  protocol: protocolDecider,
  log: logDecider,
} satisfies Record<LeafKind, unknown>;

type Deciders = typeof deciders;
export type Kind = keyof Deciders;
export type StateOf<K extends Kind> = Deciders[K]['initialState'];
export type EventIn<K extends Kind> = Parameters<Deciders[K]['evolve']>[1];
export type CommandOn<K extends Kind> = Parameters<Deciders[K]['decide']>[0];

/** A decider of some kind: its commands, states and events are of that same kind, which the caller sees to. */
export interface AnyDecider {
  readonly initialState: unknown;
  decide(command: unknown, state: unknown): Decision<VoteEvent>;
  evolve(state: unknown, event: VoteEvent): unknown;
}

export function deciderOf(kind: Kind): AnyDecider {
  return deciders[kind] as unknown as AnyDecider;
}
