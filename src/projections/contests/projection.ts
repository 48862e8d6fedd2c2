import type { Projection } from '../projection.ts';
import { ContestsPart } from './view.ts';
import { statusAfter } from './status.ts';

/** The contests of an election, with their candidates: from the call to the certificate. */
export const contests: Projection<ContestsPart> = {
  name: 'contests',
  version: 2,
  initial: () => new ContestsPart(),
  on: {
    ContestCalled: (part, { data: { at, ...called } }, { contest: code }) =>
      part.add({
        code,
        ...called,
        calledAt: at,
        status: statusAfter.ContestCalled,
        votingDay: null,
        prolongations: [],
        nominationExtendedUntil: null,
        candidates: [],
        ballot: null,
        tabulation: null,
        approvals: [],
        certified: null,
        certificates: [],
        tie: null,
        published: null,
        akimRegistered: null,
        invalidationProposed: null,
        invalidated: null,
        repeat: null,
      }),
    NominationExtended: (part, { data }, { contest }) =>
      part.update(contest, () => ({ nominationExtendedUntil: data.until })),
    CandidateNominated: (part, { data: { candidate: code, at: nominatedAt, ...nominated } }, { contest }) =>
      part.update(contest, ({ candidates }) => ({
        status: statusAfter.CandidateNominated,
        candidates: [
          ...candidates,
          {
            code,
            ...nominated,
            nominatedAt,
            status: 'nominated',
            signatures: null,
            eligible: null,
            refusal: null,
            revocation: null,
            cancellation: null,
            appeals: [],
          },
        ],
      })),
    SignaturesVerified: (part, { data: { candidate, ...signatures } }, { contest }) =>
      part.updateCandidate(contest, candidate, { signatures }),
    EligibilityChecked: (part, { data: { candidate, eligible } }, { contest }) =>
      part.updateCandidate(contest, candidate, { eligible }),
    CandidateRegistered(part, { data: { candidate } }, { contest }) {
      part.updateCandidate(contest, candidate, { status: 'registered' });
      // Who comes back on appeal and has no line on the approved ballot: it is to be approved anew.
      part.update(contest, ({ ballot }) =>
        ballot && !ballot.includes(candidate) ? { status: 'nomination', ballot: null } : {},
      );
    },
    RegistrationRefused: (part, { data: { candidate, ...refusal } }, { contest }) =>
      part.updateCandidate(contest, candidate, { status: 'refused', refusal }),
    CandidateWithdrawn: (part, { data: { candidate } }, { contest }) =>
      part.updateCandidate(contest, candidate, { status: 'withdrawn' }),
    NominationRevoked: (part, { data: { candidate, ...revocation } }, { contest }) =>
      part.updateCandidate(contest, candidate, { status: 'revoked', revocation }),
    RegistrationCancelled: (part, { data: { candidate, ...cancellation } }, { contest }) =>
      part.updateCandidate(contest, candidate, { status: 'cancelled', cancellation }),
    RegistrationAppealed: (part, { data: { candidate, ...appeal } }, { contest }) =>
      part.updateAppeals(contest, candidate, (appeals) => [...appeals, { ...appeal, decision: null }]),
    AppealDecided: (part, { data: { candidate, ...decision } }, { contest }) =>
      part.updateAppeals(contest, candidate, (appeals) => [
        ...appeals.slice(0, -1),
        ...appeals.slice(-1).map((appeal) => ({ ...appeal, decision })),
      ]),
    ContestProlonged: (part, { data }, { contest }) =>
      part.update(contest, ({ prolongations }) => ({
        status: statusAfter.ContestProlonged,
        votingDay: data.votingDay,
        prolongations: [...prolongations, data],
        nominationExtendedUntil: null,
        ballot: null,
        invalidationProposed: null,
      })),
    BallotTextApproved: (part, { data }, { contest }) =>
      part.update(contest, () => ({ status: statusAfter.BallotTextApproved, ballot: data.lines })),
    ResultTabulated: (part, { data }, { contest }) =>
      part.update(contest, () => ({
        status: statusAfter.ResultTabulated,
        tabulation: data,
        approvals: [],
        certified: null,
        tie: null,
      })),
    ResultApproved: (part, { data }, { contest }) =>
      part.update(contest, ({ approvals }) => ({ approvals: [...approvals, data.official] })),
    ResultCertified: (part, { data }, { contest }) =>
      part.update(contest, ({ certificates }) => ({
        status: statusAfter.ResultCertified,
        certified: data,
        certificates: [...certificates, data],
      })),
    ResultPublished: (part, { data }, { contest }) => part.update(contest, () => ({ published: data })),
    AkimRegistered: (part, { data }, { contest }) => part.update(contest, () => ({ akimRegistered: data })),
    TieDeclared: (part, { data }, { contest }) =>
      part.update(contest, () => ({ status: statusAfter.TieDeclared, tie: data })),
    InvalidationProposed: (part, { data }, { contest }) => part.update(contest, () => ({ invalidationProposed: data })),
    ContestInvalidated: (part, { data }, { contest }) =>
      part.update(contest, () => ({ status: statusAfter.ContestInvalidated, invalidated: data })),
    RepeatVotingCalled: (part, { data: { votingDay, heldIn } }, { contest }) =>
      part.update(contest, () => ({
        status: statusAfter.RepeatVotingCalled,
        repeat: { of: 'voting', votingDay, heldIn },
      })),
    RepeatElectionCalled: (part, { data: { votingDay, heldIn } }, { contest }) =>
      part.update(contest, () => ({
        status: statusAfter.RepeatElectionCalled,
        repeat: { of: 'election', votingDay, heldIn },
      })),
  },
};
