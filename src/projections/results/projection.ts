import type { ProtocolEvent } from '../../domain/protocol/events.ts';
import { ruleSet } from '../../domain/rules/rule-sets.ts';
import { type ContestStatus, statusAfter } from '../contests/status.ts';
import type { Projection } from '../projection.ts';
import { ResultsPart } from './view.ts';

/** Marks that something of a contest was recorded on which its result rests, though it changes no figure. */
const concerns = (part: ResultsPart, _: unknown, { contest }: { contest: string }, position: number): void => {
  part.contest(contest).changedAt = position;
};

type InPlace = { contest: string; precinct: string };

/** An event of a protocol on which no result rests: the record of the protocol alone has it. */
const aside = (part: ResultsPart, event: ProtocolEvent, { contest, precinct }: InPlace): void =>
  part.contest(contest).protocolHappened(precinct, event);

/** An event of a protocol on which the contest's result rests, or whether it may be certified. */
const resting = (part: ResultsPart, event: ProtocolEvent, address: InPlace, position: number): void => {
  aside(part, event, address);
  part.contest(address.contest).changedAt = position;
};

/** Marks also where the contest stands now. */
const moves =
  (status: ContestStatus) =>
  (part: ResultsPart, event: unknown, address: { contest: string }, position: number): void => {
    concerns(part, event, address, position);
    part.contest(address.contest).status = status;
  };

/** What every contest adds up to, in every precinct and up the tree of areas: kept by additions, event by event. */
export const results: Projection<ResultsPart> = {
  name: 'results',
  version: 3,
  initial: (election) => new ResultsPart(election),
  on: {
    ElectionCalled(part, { data }) {
      part.rules = ruleSet(data.ruleSet);
    },
    AreaRegistered: (part, { data }, { area }, position) => part.registerArea(area, data.level, data.parent, position),
    PrecinctFormed: (part, { data }, { precinct }, position) =>
      part.formPrecinct(precinct, data.area, data.votersOnRoll, position),
    CommissionComposed(part, { data }, { kind, precinct }, position) {
      if (kind === 'precinct') part.compose(precinct, data.members, position);
    },
    RollReceived: (part, { data }, { precinct }, position) =>
      part.report(precinct, 'votersOnRoll', data.votersOnRoll, position),
    TurnoutReported: (part, { data }, { precinct }, position) =>
      part.report(precinct, 'ballotsIssued', data.ballotsIssued, position),

    ContestCalled: (part, { data: { area, againstAll } }, { contest: code }, position) =>
      part.callContest({ code, area, againstAll }, position),
    NominationExtended: concerns,
    CandidateNominated: moves(statusAfter.CandidateNominated),
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
    ContestProlonged: moves(statusAfter.ContestProlonged),
    BallotTextApproved(part, event, address, position) {
      moves(statusAfter.BallotTextApproved)(part, event, address, position);
      part.contest(address.contest).approveBallot(event.data.lines);
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
    RepeatVotingCalled: moves(statusAfter.RepeatVotingCalled),
    RepeatElectionCalled: moves(statusAfter.RepeatElectionCalled),

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

    SignaturesCounted: aside,
    UnusedBallotsCancelled: aside,
    MobileBoxOpened: aside,
    MobileBoxInvalidated: aside,
    StationaryBoxOpened: aside,
    ProtocolEntered: aside,
    ProtocolEntriesDiffered: aside,
    ProtocolEntryDiscarded: aside,
    ProtocolAccepted: resting,
    DiscrepancyFlagged: resting,
    DiscrepancyExplained: resting,
    ProtocolSigned: resting,
    ProtocolPosted: resting,
    ProtocolCopyIssued: aside,
    ObserverCopySubmitted: resting,
    ObserverCopyDiffered: resting,
    ObserverActAttached: aside,
    CorrectionProposed: aside,
    RecountOrdered: resting,
    RecountCompleted: resting,
    PrecinctResultInvalidated: resting,
  },
};
