import type { Figures } from '../../src/domain/protocol/figures.ts';

/** What the paper of a precinct of 500 voters says that counted without a fault: figures that keep every relation. */
export const figures: Figures = {
  votersOnRoll: 500,
  ballotsReceived: 500,
  ballotsIssued: 402,
  ballotsIssuedOutside: 12,
  ballotsIssuedAbsentee: 3,
  ballotsUnused: 93,
  ballotsSpoiled: 5,
  ballotsInMobileBoxes: 12,
  ballotsInBoxes: 402,
  ballotsInvalid: 4,
  ballotsValid: 398,
  votesAgainstAll: 8,
};
export const votes = { a: 210, b: 180 };
