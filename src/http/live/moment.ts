import type { Part, Projection, View } from '../../projections/projection.ts';

/** Read models that all stand at one position. */
export interface Moment {
  readonly position: number;
  view<P extends Part>(projection: Projection<P>): View<P>;
}
