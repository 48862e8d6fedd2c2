import type { Acted } from '../../../domain/rules/calendar.ts';
import type { Act } from '../act.ts';
import type { Facts } from '../facts.ts';
import type { CommandOn, EventIn, Kind } from '../kinds.ts';

/**
 * From what was recorded back to what was asked: the commands that can have led to an act, given its first event. More
 * than one where the record does not say something that was asked with it; the act is in order when one of them fits.
 */
export type Inverse<K extends Kind, E> = (
  event: E,
  act: Act<EventIn<K>>,
  facts: Facts,
) => CommandOn<K> | readonly CommandOn<K>[];

/** An event that only ever follows another in the same act. */
export const follows = 'follows';

/** One for each event that a kind of stream may hold: an event without one does not compile. */
export type Inverses<K extends Kind> = {
  readonly [T in EventIn<K>['type']]: Inverse<K, Extract<EventIn<K>, { type: T }>> | typeof follows;
};

/** The moments of an act that was done `at`. */
export function dated(at: string, { meta }: Act): Acted {
  return { at, now: meta.recordedAt };
}

/** An event of this type in the act. */
export function among<E extends { readonly type: string }, T extends E['type']>(
  events: readonly E[],
  type: T,
): Extract<E, { type: T }> | undefined {
  return events.find((event): event is Extract<E, { type: T }> => event.type === type);
}
