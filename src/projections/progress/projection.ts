import type { Projection } from '../projection.ts';
import { ProgressPart } from './view.ts';

/** How far the voting day and the count are: precincts, ballot boxes, ballots. */
export const progress: Projection<ProgressPart> = {
  name: 'progress',
  version: 1,
  initial: () => new ProgressPart(),
  on: {
    AreaRegistered: (part, { data }, { area }) => part.registerArea(area, data.level, data.parent),
    PrecinctFormed: (part, { data }, { precinct }) => part.formPrecinct(precinct, data.area),
    PollsOpened: (part, _, { precinct }) => part.countPrecinct(precinct, 'opened'),
    PollsClosed: (part, _, { precinct }) => part.countPrecinct(precinct, 'closed'),
    ContestCalled: (part, { data }, { contest }) => part.callContest(contest, data.area),
    BallotBoxSealed: (part, _, { contest, precinct }) => part.count(contest, precinct, 'boxesSealed'),
    BallotCast: (part, _, { contest, precinct }) => part.count(contest, precinct, 'ballots'),
    BallotBoxClosed: (part, _, { contest, precinct }) => part.count(contest, precinct, 'boxesClosed'),
  },
};
