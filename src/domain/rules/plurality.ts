import type { RuleSet } from './rule-set.ts';

/** Other countries' data: no calendar, no signatures, the same arithmetic. */
export const plurality: RuleSet = {
  id: 'plurality',
  calendar: null,
  ballotOrder: 'as-given',
  againstAllRequired: false,
  minimumCandidates: 1,
  selfNomination: null,
  eligibilityCheck: false,
  polls: null,
  tie: { repeat: 'voting', withinMonths: 1 },
  conductedBy: null,
  minimumBallotBatch: 10,
};
