import { kzAkim2021 } from './kz-akim-2021.ts';
import type { RuleSet } from './rule-set.ts';

/** Rural akims, as in force from 01.07.2026: longer terms, signatures from half of the settlements, a tie is voted again. */
export const kzAkim2026: RuleSet = {
  ...kzAkim2021,
  id: 'kz-akim-2026',
  calendar: {
    calledBeforeTermEnds: { days: 50, article: 'art. 113-2' },
    nominationCloses: { days: 25, hour: '18:00', article: 'art. 113-3' },
    registrationCloses: { days: 20, hour: '18:00', article: 'art. 113-5' },
    nominationExtension: { days: 3, article: 'art. 113-3' },
    withdrawal: { days: 2, article: 'art. 113-6' },
  },
  selfNomination: { percentOfVoters: 1, percentOfSettlements: 50 },
  tie: { repeat: 'voting', withinMonths: 1, article: 'art. 113-10' },
};
