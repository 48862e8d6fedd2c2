import { Refusal } from './refusal.ts';

/**
 * The whole write model of one stream: given the state folded from its events, a command yields the events that record
 * it, or a {@link Refusal} that says which rule forbids it. Time, chance and facts of other streams come in with the command.
 */
export interface Decider<Command, State, Event> {
  readonly initialState: State;
  decide(command: Command, state: State): Decision<Event>;
  evolve(state: State, event: Event): State;
}

/** What `decide` answers: the events to append, in order (none: the command changes nothing), or the rule that said no. */
export type Decision<Event> = readonly Event[] | Refusal;

/** True for a decision that recorded nothing because a rule said no. */
export function isRefusal(decision: Decision<unknown>): decision is Refusal {
  return decision instanceof Refusal;
}
