import Type from 'typebox';
import { commissionEvents } from '../composition.ts';
import { event, type EventOf } from '../event-definition.ts';
import { Code, LocalizedName, record } from '../fields.ts';

/** From the whole down: country, region (oblast), district or city, locality (the constituency of one rural akim). */
export const areaLevels = ['country', 'region', 'district', 'locality'] as const;
export type AreaLevel = (typeof areaLevels)[number];

/** Stream `area-{election}/{code}`. */
export const areaEvents = {
  AreaRegistered: event(
    record({
      level: Type.Enum([...areaLevels]),
      /** Code of the area above; `null` for the root. */
      parent: Type.Union([Code, Type.Null()]),
      name: LocalizedName,
    }),
  ),
  ...commissionEvents,
};
export type AreaEvent = EventOf<typeof areaEvents>;
