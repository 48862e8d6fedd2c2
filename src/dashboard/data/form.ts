import type { FigureName } from './answers.ts';

/** The figures of a protocol in the order of its form; answers have them in no order. */
export const formOrder = [
  'votersOnRoll',
  'ballotsReceived',
  'ballotsIssued',
  'ballotsIssuedOutside',
  'ballotsIssuedAbsentee',
  'ballotsUnused',
  'ballotsSpoiled',
  'ballotsInMobileBoxes',
  'ballotsInBoxes',
  'ballotsInvalid',
  'ballotsValid',
  'votesAgainstAll',
] as const satisfies readonly FigureName[];
