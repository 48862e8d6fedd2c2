import Type from 'typebox';
import { event, type EventOf } from '../event-definition.ts';
import { Official, record, VerifierKeys } from '../fields.ts';

/** Text of a policy (c2sp.org/tlog-policy): lines, some of them long with the key of a witness. */
const PolicyText = Type.String({ minLength: 1, maxLength: 40_000, pattern: '^[^\\p{Cs}\\u0000]+$' });

/**
 * Stream `log-{log}`: by what the record itself is witnessed and signed. `by` is the first of two people. These are leaves of
 * the tree like any act: whoever keeps a checkpoint holds them fast.
 */
export const logEvents = {
  WitnessPolicyProposed: event(record({ policy: PolicyText, by: Official })),
  /** From here on checkpoints are cosigned, and judged, by this policy. */
  WitnessPolicyAdopted: event(record({ policy: PolicyText })),
  SigningKeysProposed: event(record({ keys: VerifierKeys, by: Official })),
  /** From here on these keys may take over, once those before them say so: see `SigningKeyRotated`. */
  SigningKeysConfirmed: event(record({ keys: VerifierKeys })),
};
export type LogEvent = EventOf<typeof logEvents>;
