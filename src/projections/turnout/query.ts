import type { RowsOptions } from '../figure-rows.ts';
import type { View } from '../projection.ts';
import type { TurnoutPart, TurnoutRowContent } from './view.ts';

/** Turnout by area and precinct; the digest is of all rows, whatever is shown. `undefined`: unknown election. */
export function turnoutOf(
  view: View<TurnoutPart>,
  election: string,
  options: RowsOptions = {},
): { digest: string; areas: TurnoutRowContent[] } | undefined {
  const part = view.get(election);
  return part && { digest: part.digest, areas: part.rows.select(options).map((row) => row.content()) };
}
