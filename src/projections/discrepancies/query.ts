import type { DiscrepancyKind } from '../../domain/protocol/events.ts';
import type { Severity } from '../../domain/rules/control-relations.ts';
import type { View } from '../projection.ts';
import type { DiscrepancyContent, DiscrepancyStatus } from '../protocols/discrepancy.ts';
import type { ResultsPart } from '../results/view.ts';
import { type PageOptions, pageOf } from '../rows.ts';

export interface DiscrepancyRow extends DiscrepancyContent {
  readonly contest: string;
  readonly precinct: string;
}

export interface WhichDiscrepancies {
  /** Only of precincts that lie in this area. */
  readonly area?: string | undefined;
  readonly contest?: string | undefined;
  readonly kind?: DiscrepancyKind | undefined;
  readonly severity?: Severity | undefined;
  readonly status?: DiscrepancyStatus | undefined;
}

/**
 * What is or was amiss with the protocols of an election, a page of it, by contest, precinct, kind and subject; the
 * digest is of all protocols. `undefined`: unknown election, or one without the contest asked for.
 */
export function listDiscrepancies(
  view: View<ResultsPart>,
  election: string,
  { limit, after, ...which }: WhichDiscrepancies & PageOptions = {},
) {
  const part = view.get(election);
  if (!part || (which.contest !== undefined && !part.find(which.contest))) return undefined;
  const { rows: discrepancies, next } = pageOf(discrepanciesIn(part, which), keyOf, { limit, after });
  return { digest: part.protocols.digest, discrepancies, next };
}

/** A comma comes before everything that a code may hold: keys then stand in the order of their parts. */
const keyOf = ({ contest, precinct, kind, subject }: DiscrepancyRow): string =>
  [contest, precinct, kind, subject].join(',');

/** In the order of their keys. */
export function* discrepanciesIn(
  part: ResultsPart,
  { area, contest: only, kind, severity, status }: WhichDiscrepancies,
): Iterable<DiscrepancyRow> {
  for (const { code: contest, protocols } of part.contests()) {
    if (only !== undefined && contest !== only) continue;
    for (const { precinct, discrepancies } of protocols.all()) {
      if (discrepancies.length === 0 || (area !== undefined && !part.territory.liesIn(precinct, area))) continue;
      yield* discrepancies
        .filter(
          (each) =>
            (kind === undefined || each.kind === kind) &&
            (severity === undefined || each.severity === severity) &&
            (status === undefined || each.status === status),
        )
        .map((each) => ({ contest, precinct, ...each }))
        .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
    }
  }
}
