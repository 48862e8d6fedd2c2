/** Where a contest stands after an event of its stream; the other events leave it where it was. */
export const statusAfter = {
  ContestCalled: 'called',
  CandidateNominated: 'nomination',
  BallotTextApproved: 'ballot-approved',
  ResultTabulated: 'tabulated',
  ResultCertified: 'certified',
  TieDeclared: 'tie',
  RepeatVotingCalled: 'repeat-called',
  RepeatElectionCalled: 'repeat-called',
  ContestProlonged: 'nomination',
  ContestInvalidated: 'invalidated',
} as const;

export type ContestStatus = (typeof statusAfter)[keyof typeof statusAfter];

export const contestStatuses: readonly ContestStatus[] = [...new Set(Object.values(statusAfter))];
