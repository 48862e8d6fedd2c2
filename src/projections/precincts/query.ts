import type { View } from '../projection.ts';
import type { PageOptions } from '../rows.ts';
import type { Precinct, PrecinctsPart } from './view.ts';

export interface PrecinctsOptions extends PageOptions {
  /** Code of the area directly above. */
  readonly area?: string | undefined;
}

/** The precincts of an election that fit, a page of them; the digest is of all precincts. `undefined`: unknown election. */
export function listPrecincts(view: View<PrecinctsPart>, election: string, { area, ...page }: PrecinctsOptions = {}) {
  const part = view.get(election);
  if (!part) return undefined;
  const { rows: precincts, next } = part.page(page, (precinct) => area === undefined || precinct.area === area);
  return { digest: part.digest, precincts, next };
}

/** One precinct, with the digest of just that. */
export function findPrecinct(
  view: View<PrecinctsPart>,
  election: string,
  code: string,
): ({ digest: string } & Precinct) | undefined {
  const found = view.get(election)?.find(code);
  return found && { digest: found.digest, ...found.value };
}
