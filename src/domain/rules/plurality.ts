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
  count: null,
  protocol: {
    form: [],
    importStandsForBoth: true,
    required: false,
    // The rest is Kazakhstan's own: members' figures, mobile boxes, the reserve of ballots, words and signatures.
    relations: ['C1', 'C2', 'C3', 'C5', 'C7', 'C9', 'C12', 'C13', 'C14'],
  },
};
