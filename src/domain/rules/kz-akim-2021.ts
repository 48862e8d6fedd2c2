import type { RuleSet } from './rule-set.ts';

/** Rural akims, chapter 13-1 of the Constitutional Law on Elections as in force on 25.07.2021. */
export const kzAkim2021: RuleSet = {
  id: 'kz-akim-2021',
  calendar: {
    calledBeforeTermEnds: { days: 40, article: 'art. 113-2' },
    nominationCloses: { days: 15, hour: '18:00', article: 'art. 113-3' },
    registrationCloses: { days: 10, hour: '18:00', article: 'art. 113-5' },
    nominationExtension: { days: 5, article: 'art. 113-3' },
    withdrawal: { days: 2, article: 'art. 113-6' },
  },
  ballotOrder: 'kazakh-alphabet',
  minimumCandidates: 2,
  selfNomination: { percentOfVoters: 1, percentOfSettlements: 0 },
  eligibilityCheck: true,
  polls: { opensFrom: '06:00', closesUntil: '22:00' },
  tie: { repeat: 'election', withinMonths: 1, article: 'art. 113-10' },
  conductedBy: 'district',
  minimumBallotBatch: 10,
};
