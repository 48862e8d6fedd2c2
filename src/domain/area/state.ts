import { type Commission, evolveCommission, noCommission } from '../composition.ts';
import type { AreaEvent, AreaLevel } from './events.ts';

/** An area and its commission. */
export interface AreaState extends Commission {
  /** Absent until the area is registered. */
  readonly registered?: { readonly level: AreaLevel; readonly parent: string | null };
}

/** What others may rest on: an area, once registered, stays as it is. */
export interface AreaFacts {
  readonly level: AreaLevel;
  readonly parent: string | null;
}

export const initialArea: AreaState = noCommission;

export function evolveArea(state: AreaState, event: AreaEvent): AreaState {
  switch (event.type) {
    case 'AreaRegistered':
      return { ...state, registered: { level: event.data.level, parent: event.data.parent } };
    default:
      return { ...state, ...evolveCommission(state, event) };
  }
}
