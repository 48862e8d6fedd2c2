import type { Projection } from '../projection.ts';
import { ContestsPart } from './view.ts';
import { statusAfter } from './status.ts';

/** The contests of an election, with their candidates: from the call to the certificate. */
export const contests: Projection<ContestsPart> = {
  name: 'contests',
  version: 1,
  initial: () => new ContestsPart(),
  on: {
    ContestCalled: (part, { data: { at, ...called } }, { contest: code }) =>
      part.add({
        code,
        ...called,
        calledAt: at,
        status: statusAfter.ContestCalled,
        nominationExtendedUntil: null,
        candidates: [],
        ballot: null,
        tabulation: null,
        approvals: [],
        certified: null,
        tie: null,
        repeat: null,
      }),
    NominationExtended: (part, { data }, { contest }) =>
      part.update(contest, () => ({ nominationExtendedUntil: data.until })),
    CandidateNominated: (part, { data: { candidate: code, at: nominatedAt, ...nominated } }, { contest }) =>
      part.update(contest, ({ candidates }) => ({
        status: statusAfter.CandidateNominated,
        candidates: [
          ...candidates,
          { code, ...nominated, nominatedAt, status: 'nominated', signatures: null, eligible: null, refusal: null },
        ],
      })),
    SignaturesVerified: (part, { data: { candidate, ...signatures } }, { contest }) =>
      part.updateCandidate(contest, candidate, { signatures }),
    EligibilityChecked: (part, { data: { candidate, eligible } }, { contest }) =>
      part.updateCandidate(contest, candidate, { eligible }),
    CandidateRegistered: (part, { data: { candidate } }, { contest }) =>
      part.updateCandidate(contest, candidate, { status: 'registered' }),
    RegistrationRefused: (part, { data: { candidate, ...refusal } }, { contest }) =>
      part.updateCandidate(contest, candidate, { status: 'refused', refusal }),
    CandidateWithdrawn: (part, { data: { candidate } }, { contest }) =>
      part.updateCandidate(contest, candidate, { status: 'withdrawn' }),
    BallotTextApproved: (part, { data }, { contest }) =>
      part.update(contest, () => ({ status: statusAfter.BallotTextApproved, ballot: data.lines })),
    ResultTabulated: (part, { data }, { contest }) =>
      part.update(contest, () => ({ status: statusAfter.ResultTabulated, tabulation: data, approvals: [] })),
    ResultApproved: (part, { data }, { contest }) =>
      part.update(contest, ({ approvals }) => ({ approvals: [...approvals, data.official] })),
    ResultCertified: (part, { data }, { contest }) =>
      part.update(contest, () => ({ status: statusAfter.ResultCertified, certified: data })),
    TieDeclared: (part, { data }, { contest }) =>
      part.update(contest, () => ({ status: statusAfter.TieDeclared, tie: data })),
    RepeatVotingCalled: (part, { data }, { contest }) =>
      part.update(contest, () => ({
        status: statusAfter.RepeatVotingCalled,
        repeat: { of: 'voting', votingDay: data.votingDay },
      })),
    RepeatElectionCalled: (part, { data }, { contest }) =>
      part.update(contest, () => ({
        status: statusAfter.RepeatElectionCalled,
        repeat: { of: 'election', votingDay: data.votingDay },
      })),
  },
};
