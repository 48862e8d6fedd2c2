import { type Commission, evolveCommission, noCommission } from '../composition.ts';
import type { PrecinctEvent, TurnoutHour } from './events.ts';

export interface PrecinctState extends Commission {
  readonly area?: string;
  /** The roll received, else the number the precinct was formed for; `null` where nobody gave one. */
  readonly votersOnRoll: number | null;
  readonly openedAt?: string;
  readonly closedAt?: string;
  readonly turnout: readonly { readonly hour: TurnoutHour; readonly ballotsIssued: number }[];
}

/** What others may rest on: a precinct stays in its area, and closed polls stay closed. */
export interface PrecinctFacts {
  readonly area: string;
  readonly closed: boolean;
}

export const initialPrecinct: PrecinctState = { ...noCommission, votersOnRoll: null, turnout: [] };

export function precinctFacts(state: PrecinctState): PrecinctFacts | undefined {
  return state.area === undefined ? undefined : { area: state.area, closed: state.closedAt !== undefined };
}

export function evolvePrecinct(state: PrecinctState, event: PrecinctEvent): PrecinctState {
  switch (event.type) {
    case 'PrecinctFormed':
      return { ...state, area: event.data.area, votersOnRoll: event.data.votersOnRoll };
    case 'RollReceived':
      return { ...state, votersOnRoll: event.data.votersOnRoll };
    case 'PollsOpened':
      return { ...state, openedAt: event.data.at };
    case 'TurnoutReported':
      return { ...state, turnout: [...state.turnout, event.data] };
    case 'PollsClosed':
      return { ...state, closedAt: event.data.at };
    default:
      return { ...state, ...evolveCommission(state, event) };
  }
}
