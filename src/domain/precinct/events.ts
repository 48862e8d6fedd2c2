import Type from 'typebox';
import { commissionEvents } from '../composition.ts';
import { event, type EventOf } from '../event-definition.ts';
import { Code, Count, Figure, Instant, Name, record } from '../fields.ts';

/** Hours at which turnout is reported, capital time; 21 is the preliminary figure after closing. */
export const turnoutHours = [10, 12, 14, 16, 18, 20, 21] as const;
export type TurnoutHour = (typeof turnoutHours)[number];

/** Stream `precinct-{election}/{code}`. `at` is when it happened; the envelope says when it was recorded. */
export const precinctEvents = {
  PrecinctFormed: event(record({ area: Code, name: Name, votersOnRoll: Figure })),
  ...commissionEvents,
  RollReceived: event(record({ votersOnRoll: Count, at: Instant })),
  PollsOpened: event(record({ at: Instant })),
  TurnoutReported: event(record({ hour: Type.Enum([...turnoutHours]), ballotsIssued: Count, at: Instant })),
  PollsClosed: event(record({ at: Instant })),
};
export type PrecinctEvent = EventOf<typeof precinctEvents>;
