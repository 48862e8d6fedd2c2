import { figureNames } from '../protocol/figures.ts';
import { relationIds } from './control-relations.ts';
import type { RuleSet } from './rule-set.ts';

/** Where the law sets the calendar: cited as a whole. */
const chapter = 'ch. 13-1';

/** Rural akims, chapter 13-1 of the Constitutional Law on Elections as in force on 25.07.2021. */
export const kzAkim2021: RuleSet = {
  id: 'kz-akim-2021',
  calendar: {
    calledBeforeTermEnds: { days: 40, article: chapter },
    nominationCloses: { days: 15, hour: '18:00', article: chapter },
    registrationCloses: { days: 10, hour: '18:00', article: chapter },
    nominationExtension: { days: 5, article: chapter },
    withdrawal: { days: 2, article: chapter },
    appeal: { days: 3, article: chapter },
    appealDecision: { days: 3, article: chapter },
    prolongation: { days: 15, article: chapter },
    resultEstablished: { days: 3, article: chapter },
    resultPublished: null,
    akimRegistered: { days: 7, article: chapter },
  },
  ballotOrder: 'kazakh-alphabet',
  againstAllRequired: true,
  minimumCandidates: 2,
  selfNomination: { percentOfVoters: 1, percentOfSettlements: 0 },
  eligibilityCheck: true,
  polls: { opensFrom: '06:00', closesUntil: '22:00', turnoutTimeZone: 'Asia/Almaty' },
  tie: { repeat: 'election', withinMonths: 1, article: chapter },
  conductedBy: 'district',
  minimumBallotBatch: 10,
  count: { hours: 12, article: 'art. 43' },
  protocol: { form: figureNames, importStandsForBoth: false, required: true, relations: relationIds },
};
