import Type from 'typebox';
import { event, type EventOf } from '../event-definition.ts';
import { codePattern, Count, Instant, record, Uuid } from '../fields.ts';

/** Why a ballot is invalid (art. 43). */
export const invalidReasons = [
  'wrong-form',
  'unsigned',
  'more-than-one-marked',
  'pencil-or-erasure',
  'intent-unclear',
] as const;

/** The most ballots recorded at once. */
export const largestBallotBatch = 1000;

/** A line of the ballot that is no candidate; counted, without legal effect (art. 113-10). */
export const againstAll = 'against-all';

/** What a closed box's invalid ballots are counted under, whatever made them so. */
export const invalidLine = 'invalid';

/** What one ballot says: a candidate's code, `against-all`, or `invalid:<reason>`. */
export const Choice = Type.String({ pattern: `${codePattern.slice(0, -1)}$|^invalid:(${invalidReasons.join('|')})$` });

/** Stream `ballotbox-{election}/{contest}/{precinct}`: the ballots of one contest found in the boxes of one precinct. */
export const ballotBoxEvents = {
  BallotBoxSealed: event(record({ at: Instant })),
  /** One ballot read into the record. It holds nothing that says whose it was, or when it was read within its batch. */
  BallotCast: event(record({ choice: Choice, batch: Uuid })),
  BallotBoxClosed: event(record({ ballots: Count, at: Instant })),
};
export type BallotBoxEvent = EventOf<typeof ballotBoxEvents>;
