import Type, { type Static } from 'typebox';
import { type EventOf, revised } from '../event-definition.ts';
import { Count, Day, Instant, LocalizedName, record } from '../fields.ts';

const called = {
  name: LocalizedName,
  votingDay: Day,
  /** Id of a rule set in `domain/rules`. */
  ruleSet: Type.String({ pattern: '^[a-z0-9-]{1,40}$' }),
  /** IANA name; the local time of every deadline. */
  timeZone: Type.String({ pattern: '^[A-Za-z][A-Za-z0-9_+/-]{0,63}$' }),
  /** The smallest batch of ballots that may be recorded, but for the last of a box: ballot secrecy. */
  minimumBallotBatch: Count,
  at: Instant,
};
const Called = record(called);

/** Stream `election-{election}`. */
export const electionEvents = {
  /** Version 1 demanded nobody's own signature. */
  ElectionCalled: revised(
    record({
      ...called,
      /** Acts that the law wants signed must carry their author's own signature. */
      personalSignatures: Type.Boolean(),
    }),
    [
      {
        version: 1,
        schema: Called,
        upcast: (data: Static<typeof Called>) => ({ ...data, personalSignatures: false }),
      },
    ],
  ),
};
export type ElectionEvent = EventOf<typeof electionEvents>;
