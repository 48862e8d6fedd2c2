/** What a good result does not prove: said with every report, so that nobody takes it for more than it is. */
export const notProved: readonly string[] = [
  'that what was recorded is what voters wished: only that it has not been changed since it was signed',
  'that nothing was left out before it was recorded: compare the protocols posted at polling stations, by their receipts',
  'that the record was signed when it says: only witnesses vouch for a time, and for there being one record',
  'that whoever acted under an official id is that person, unless the act bears their own signature',
];
