import type { AreaLevel } from '../../domain/area/events.ts';
import type { View } from '../projection.ts';
import type { PageOptions } from '../rows.ts';
import type { Area, AreasPart } from './view.ts';

export interface AreasOptions extends PageOptions {
  /** Code of the area directly above. */
  readonly parent?: string | undefined;
  readonly level?: AreaLevel | undefined;
}

/** The areas of an election that fit, a page of them; the digest is of all areas. `undefined`: unknown election. */
export function listAreas(view: View<AreasPart>, election: string, { parent, level, ...page }: AreasOptions = {}) {
  const part = view.get(election);
  if (!part) return undefined;
  const { rows: areas, next } = part.page(
    page,
    (area) => (parent === undefined || area.parent === parent) && (level === undefined || area.level === level),
  );
  return { digest: part.digest, areas, next };
}

/** One area, with the digest of just that. */
export function findArea(
  view: View<AreasPart>,
  election: string,
  code: string,
): ({ digest: string } & Area) | undefined {
  const found = view.get(election)?.find(code);
  return found && { digest: found.digest, ...found.value };
}
