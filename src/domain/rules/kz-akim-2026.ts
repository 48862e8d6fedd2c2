import { kzAkim2021 } from './kz-akim-2021.ts';
import type { RuleSet } from './rule-set.ts';

const chapter = 'ch. 13-1';

/** Rural akims, as in force from 01.07.2026: longer terms, signatures from half of the settlements, a tie is voted again. */
export const kzAkim2026: RuleSet = {
  ...kzAkim2021,
  id: 'kz-akim-2026',
  calendar: {
    calledBeforeTermEnds: { days: 50, article: chapter },
    nominationCloses: { days: 25, hour: '18:00', article: chapter },
    registrationCloses: { days: 20, hour: '18:00', article: chapter },
    nominationExtension: { days: 3, article: chapter },
    withdrawal: { days: 2, article: chapter },
    appeal: { days: 3, article: chapter },
    appealDecision: { days: 3, article: chapter },
    prolongation: { days: 15, article: chapter },
    resultEstablished: { days: 3, article: chapter },
    resultPublished: { days: 7, article: chapter },
    akimRegistered: { days: 7, article: chapter },
  },
  selfNomination: { percentOfVoters: 1, percentOfSettlements: 50 },
  tie: { repeat: 'voting', withinMonths: 1, article: chapter },
};
