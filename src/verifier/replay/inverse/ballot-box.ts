import type { Act } from '../act.ts';
import type { Facts } from '../facts.ts';
import { among, dated, type Inverses } from './inverse.ts';

const around = ({ address: { election, contest, precinct } }: Act, facts: Facts) => ({
  election: facts.election(election),
  precinct: facts.precinct(election, precinct),
  lines: facts.contest(election, contest)?.lines,
});

export const ballotBoxInverses: Inverses<'ballotbox'> = {
  BallotBoxSealed({ data }, act, facts) {
    const { election, contest, precinct } = act.address;
    const seat = facts.contest(election, contest);
    return {
      type: 'SealBallotBox',
      ...dated(data.at, act),
      facts: {
        ...around(act, facts),
        inConstituency: facts.votes(election, precinct, seat),
        decided: seat?.decided ?? false,
      },
    };
  },
  /** The order of ballots within a batch tells nothing and is asked for as it stands. */
  BallotCast({ data: { batch } }, act, facts) {
    const closed = among(act.events, 'BallotBoxClosed');
    return {
      type: 'RecordBallots',
      batch,
      choices: act.events.flatMap((event) => (event.type === 'BallotCast' ? [event.data.choice] : [])),
      last: closed !== undefined,
      // A batch names no moment of its own, but for the last, which closes the box.
      ...dated(closed?.data.at ?? act.meta.recordedAt, act),
      facts: around(act, facts),
    };
  },
  BallotBoxClosed: ({ data }, act, facts) => ({
    type: 'CloseBallotBox',
    ...dated(data.at, act),
    facts: around(act, facts),
  }),
};
