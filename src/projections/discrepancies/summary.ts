import type { AreaLevel } from '../../domain/area/events.ts';
import type { View } from '../projection.ts';
import type { DiscrepancyStatus } from '../protocols/discrepancy.ts';
import type { ResultsPart } from '../results/view.ts';
import { type PageOptions, pageOf } from '../rows.ts';
import { discrepanciesIn, type DiscrepancyRow, type WhichDiscrepancies } from './query.ts';

/** How often one kind of discrepancy is in an area. */
export interface KindCount
  extends Pick<DiscrepancyRow, 'kind' | 'severity'>, Readonly<Record<DiscrepancyStatus, number>> {}

export interface AreaDiscrepancies {
  readonly level: AreaLevel;
  readonly code: string;
  /** By kind, in the order of their names. */
  readonly kinds: readonly KindCount[];
}

export interface SummaryOptions extends PageOptions, Pick<WhichDiscrepancies, 'contest'> {
  /** Only this area. */
  readonly area?: string | undefined;
  readonly level?: AreaLevel | undefined;
}

/** Counted in each area where there are any, up the tree; by the areas' codes. `undefined`: unknown election or contest. */
export function summariseDiscrepancies(
  view: View<ResultsPart>,
  election: string,
  { limit, after, contest, area, level }: SummaryOptions = {},
) {
  const part = view.get(election);
  if (!part || (contest !== undefined && !part.find(contest))) return undefined;
  const areas = new Map<string, { level: AreaLevel; code: string; kinds: Map<string, KindCount> }>();
  for (const found of discrepanciesIn(part, { contest })) {
    for (const place of part.territory.upFromPrecinct(found.precinct)) {
      if (place.level === 'precinct') continue;
      const { kinds } = areas.get(place.code) ?? { kinds: new Map<string, KindCount>() };
      areas.set(place.code, {
        level: place.level,
        code: place.code,
        kinds: kinds.set(found.kind, counted(kinds, found)),
      });
    }
  }
  const inOrder = [...areas.values()]
    .map((each): AreaDiscrepancies => ({ ...each, kinds: [...each.kinds.values()].toSorted(byKind) }))
    .toSorted((a, b) => (a.code < b.code ? -1 : 1));
  const fits = (each: AreaDiscrepancies): boolean =>
    (area === undefined || each.code === area) && (level === undefined || each.level === level);
  const { rows, next } = pageOf(inOrder, ({ code }) => code, { limit, after }, fits);
  return { digest: part.protocols.digest, areas: rows, next };
}

function counted(kinds: ReadonlyMap<string, KindCount>, { kind, severity, status }: DiscrepancyRow): KindCount {
  const before = kinds.get(kind) ?? { kind, severity, open: 0, explained: 0, resolved: 0 };
  return { ...before, [status]: before[status] + 1 };
}

const byKind = (a: KindCount, b: KindCount): number => (a.kind < b.kind ? -1 : 1);
