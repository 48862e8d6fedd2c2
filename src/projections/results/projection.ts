import { statusAfter } from '../contests/status.ts';
import type { Projection } from '../projection.ts';
import { ResultsPart } from './view.ts';

/** Marks that something of a contest was recorded on which its result rests, though it changes no figure. */
const concerns = (part: ResultsPart, _: unknown, { contest }: { contest: string }, position: number): void => {
  part.contest(contest).changedAt = position;
};

/** What every contest adds up to, in every precinct and up the tree of areas: kept by additions, event by event. */
export const results: Projection<ResultsPart> = {
  name: 'results',
  version: 1,
  initial: (election) => new ResultsPart(election),
  on: {
    AreaRegistered: (part, { data }, { area }, position) => part.registerArea(area, data.level, data.parent, position),
    PrecinctFormed: (part, { data }, { precinct }, position) =>
      part.formPrecinct(precinct, data.area, data.votersOnRoll, position),
    RollReceived: (part, { data }, { precinct }, position) =>
      part.report(precinct, 'votersOnRoll', data.votersOnRoll, position),
    TurnoutReported: (part, { data }, { precinct }, position) =>
      part.report(precinct, 'ballotsIssued', data.ballotsIssued, position),

    ContestCalled: (part, { data: { area, againstAll } }, { contest: code }, position) =>
      part.callContest({ code, area, againstAll }, position),
    NominationExtended: concerns,
    CandidateNominated(part, event, address, position) {
      concerns(part, event, address, position);
      part.contest(address.contest).status = statusAfter.CandidateNominated;
    },
    SignaturesVerified: concerns,
    EligibilityChecked: concerns,
    CandidateRegistered(part, event, address, position) {
      concerns(part, event, address, position);
      const contest = part.contest(address.contest);
      // Who comes back on appeal and has no line on the approved ballot: it is to be approved anew.
      if (contest.status === 'ballot-approved' && !contest.choices.candidates.includes(event.data.candidate))
        contest.status = 'nomination';
    },
    RegistrationRefused: concerns,
    CandidateWithdrawn: concerns,
    NominationRevoked: concerns,
    RegistrationCancelled: concerns,
    ContestProlonged(part, event, address, position) {
      concerns(part, event, address, position);
      part.contest(address.contest).status = statusAfter.ContestProlonged;
    },
    BallotTextApproved(part, event, address, position) {
      concerns(part, event, address, position);
      const contest = part.contest(address.contest);
      contest.approveBallot(event.data.lines);
      contest.status = statusAfter.BallotTextApproved;
    },
    // What follows is decided upon the result: it changes nothing that the result rests on.
    ResultTabulated(part, _, { contest }) {
      part.contest(contest).status = statusAfter.ResultTabulated;
    },
    ResultCertified(part, _, { contest }) {
      part.contest(contest).status = statusAfter.ResultCertified;
    },
    TieDeclared(part, _, { contest }) {
      part.contest(contest).status = statusAfter.TieDeclared;
    },
    ContestInvalidated(part, _, { contest }) {
      part.contest(contest).status = statusAfter.ContestInvalidated;
    },
    RepeatVotingCalled(part, event, address, position) {
      concerns(part, event, address, position);
      part.contest(address.contest).status = statusAfter.RepeatVotingCalled;
    },
    RepeatElectionCalled(part, event, address, position) {
      concerns(part, event, address, position);
      part.contest(address.contest).status = statusAfter.RepeatElectionCalled;
    },

    BallotBoxSealed(part, event, address, position) {
      concerns(part, event, address, position);
      part.contest(address.contest).sealBox(address.precinct);
    },
    BallotCast(part, { data }, { contest: code, precinct }, position) {
      const contest = part.contest(code);
      contest.cast(precinct, data.choice);
      contest.changedAt = position;
    },
    BallotBoxClosed(part, event, address, position) {
      concerns(part, event, address, position);
      part.contest(address.contest).closeBox(address.precinct);
    },
  },
};
