import { expect } from '@jest/globals';
import { type Decider, type Decision, isRefusal } from '../../src/domain/decider.ts';

/** What a test says of a decider: given these events, when this is asked, then that is recorded, or refused. */
export interface Given<Command, State, Event> {
  /** The state folded from the events. */
  readonly state: State;
  when(command: Command): When<Event>;
  /** The same, with what these commands record added; each must be admitted. */
  after(...commands: readonly Command[]): Given<Command, State, Event>;
}

export interface When<Event> {
  readonly decision: Decision<Event>;
  /** Exactly these events, in order; none: nothing is recorded, and nothing refused. */
  thenRecorded(...events: readonly Event[]): void;
  /** Events of these types, in order, whatever they say. */
  thenRecordedTypes(...types: readonly string[]): void;
  thenRefused(code: string): void;
  /** For tables: one event of this type, or a refusal with this code (all capitals). */
  thenAnswered(answer: string): void;
}

export function given<Command, State, Event extends { readonly type: string }>(
  decider: Decider<Command, State, Event>,
  ...events: readonly Event[]
): Given<Command, State, Event> {
  // Folded anew for each question, so that no question can colour the next one.
  const fold = () => events.reduce(decider.evolve, decider.initialState);
  return {
    get state() {
      return fold();
    },
    when: (command) => spoken(decider.decide(command, fold())),
    after: (...commands) => {
      const recorded = [...events];
      let state = fold();
      for (const command of commands) {
        const decision = decider.decide(command, state);
        if (isRefusal(decision)) throw new Error(`${decision.code}: ${decision.message}`);
        state = decision.reduce(decider.evolve, state);
        recorded.push(...decision);
      }
      return given(decider, ...recorded);
    },
  };
}

function spoken<Event extends { readonly type: string }>(decision: Decision<Event>): When<Event> {
  const types = () => (isRefusal(decision) ? decision.code : decision.map(({ type }) => type));
  return {
    decision,
    thenRecorded: (...events) => expect(isRefusal(decision) ? decision : [...decision]).toEqual(events),
    thenRecordedTypes: (...expected) => expect(types()).toEqual(expected),
    thenRefused: (code) => expect(types()).toEqual(code),
    thenAnswered: (answer) => expect(types()).toEqual(/^[A-Z_]+$/.test(answer) ? answer : [answer]),
  };
}
