import type { Membership } from '../areas/view.ts';
import type { EventNamed } from '../projection.ts';
import { Rows } from '../rows.ts';

/** `votersOnRoll` is the latest roll received, else the figure the precinct was formed with; `null` when nobody gave it. */
export interface Precinct extends Readonly<EventNamed<'PrecinctFormed'>['data']> {
  readonly code: string;
  readonly status: 'formed' | 'open' | 'closed';
  readonly openedAt: string | null;
  readonly closedAt: string | null;
  readonly commission: Membership | null;
}

/** All precincts of an election. */
export class PrecinctsPart extends Rows<Precinct> {}
