import type { Projection } from '../projection.ts';
import { TurnoutPart } from './view.ts';

/** Turnout by hour, as precincts reported it, up the tree of areas. */
export const turnout: Projection<TurnoutPart> = {
  name: 'turnout',
  version: 1,
  initial: () => new TurnoutPart(),
  on: {
    AreaRegistered: (part, { data }, { area }) => part.registerArea(area, data.level, data.parent),
    PrecinctFormed: (part, { data }, { precinct }) => part.formPrecinct(precinct, data.area, data.votersOnRoll),
    RollReceived: (part, { data }, { precinct }) => part.receiveRoll(precinct, data.votersOnRoll),
    TurnoutReported: (part, { data }, { precinct }) => part.report(precinct, data.hour, data.ballotsIssued),
  },
};
