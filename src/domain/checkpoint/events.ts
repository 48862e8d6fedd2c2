import Type from 'typebox';
import { event, type EventOf } from '../event-definition.ts';
import { record, Sha256Hex, VerifierKeys } from '../fields.ts';

/** A note with its signatures: some 3,500 bytes, and 110 more for each witness. */
const SignedNote = Type.String({ minLength: 1, maxLength: 40_000 });

/**
 * Stream `checkpoint-{log}`: what was signed about the record, kept in the record. These events are no leaves of the tree
 * they speak of, else no checkpoint could be the last thing recorded.
 */
export const checkpointEvents = {
  CheckpointSigned: event(
    record({
      /** Leaves covered: positions 0 to one less. */
      size: Type.Integer({ minimum: 0 }),
      root: Sha256Hex,
      /** As it was published, with the cosignatures that came in time. */
      note: SignedNote,
      /** Whether enough witnesses cosigned; `none` where the policy asks for nobody. */
      quorum: Type.Union([Type.Literal('reached'), Type.Literal('missed'), Type.Literal('none')]),
    }),
  ),
  SigningKeyRotated: event(
    record({
      from: VerifierKeys,
      /** As two people have confirmed: see `log/events.ts`. */
      to: VerifierKeys,
      /** Says the same, signed by the old Ed25519 key: see `audit/key-rotation.ts`. */
      statement: SignedNote,
    }),
  ),
};
export type CheckpointEvent = EventOf<typeof checkpointEvents>;
