import Type from 'typebox';
import { event, type EventOf } from '../event-definition.ts';
import { Count, Day, Instant, LocalizedName, record } from '../fields.ts';

/** Stream `election-{election}`. */
export const electionEvents = {
  ElectionCalled: event(
    record({
      name: LocalizedName,
      votingDay: Day,
      /** Id of a rule set in `domain/rules`. */
      ruleSet: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
      /** IANA name; the local time of every deadline. */
      timeZone: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_+/-]{0,63}$' }),
      /** The smallest batch of ballots that may be recorded, but for the last of a box: ballot secrecy. */
      minimumBallotBatch: Count,
      at: Instant,
    }),
  ),
};
export type ElectionEvent = EventOf<typeof electionEvents>;
