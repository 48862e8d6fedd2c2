import { membershipOf } from '../areas/view.ts';
import type { Projection } from '../projection.ts';
import { PrecinctsPart } from './view.ts';

/** The precincts of an election: where, how many voters, open or closed. */
export const precincts: Projection<PrecinctsPart> = {
  name: 'precincts',
  version: 1,
  initial: () => new PrecinctsPart(),
  on: {
    PrecinctFormed: (part, { data }, { precinct: code }) =>
      part.add({ code, ...data, status: 'formed', openedAt: null, closedAt: null, commission: null }),
    CommissionComposed: (part, { data }, { kind, precinct }) => {
      if (kind === 'precinct') part.update(precinct, () => ({ commission: membershipOf(data.members) }));
    },
    RollReceived: (part, { data }, { precinct }) => part.update(precinct, () => ({ votersOnRoll: data.votersOnRoll })),
    PollsOpened: (part, { data }, { precinct }) => part.update(precinct, () => ({ status: 'open', openedAt: data.at })),
    PollsClosed: (part, { data }, { precinct }) =>
      part.update(precinct, () => ({ status: 'closed', closedAt: data.at })),
  },
};
