import type { LogEvent } from '../domain/log/events.ts';

/** Who did something, official id, and when: ISO 8601 UTC, and the position in the record. */
export interface Step {
  readonly by: string;
  readonly recordedAt: string;
  readonly position: number;
}

/** An act about the log, as recorded. */
export type LogAct = LogEvent & { readonly step: Step };

interface Policy {
  readonly policy: string;
}
interface Keys {
  readonly keys: readonly string[];
}

/** What two people agreed on. */
type Agreed<W> = W & { readonly proposed: Step; readonly confirmed: Step };

/** All that two people ever agreed on about a log, the last one last, and what waits for a second person. */
export interface AgreementHistory {
  readonly policies: readonly Agreed<Policy>[];
  readonly proposedPolicy?: (Policy & Step) | undefined;
  readonly keys: readonly Agreed<Keys>[];
  readonly proposedKeys?: (Keys & Step) | undefined;
}

/** @param acts in the order of the record */
export function historyOf(acts: readonly LogAct[]): AgreementHistory {
  return acts.reduce<AgreementHistory>(further, { policies: [], keys: [] });
}

function further(history: AgreementHistory, { type, data, step }: LogAct): AgreementHistory {
  switch (type) {
    case 'WitnessPolicyProposed':
      return { ...history, proposedPolicy: { policy: data.policy, ...step } };
    case 'WitnessPolicyAdopted': {
      const agreed = { policy: data.policy, proposed: stepOf(history.proposedPolicy), confirmed: step };
      return { ...history, policies: [...history.policies, agreed], proposedPolicy: undefined };
    }
    case 'SigningKeysProposed':
      return { ...history, proposedKeys: { keys: data.keys, ...step } };
    case 'SigningKeysConfirmed': {
      const agreed = { keys: data.keys, proposed: stepOf(history.proposedKeys), confirmed: step };
      return { ...history, keys: [...history.keys, agreed], proposedKeys: undefined };
    }
  }
}

function stepOf(proposed: Step | undefined): Step {
  if (!proposed) throw new Error('The record of the log agrees on what nobody proposed.');
  const { by, recordedAt, position } = proposed;
  return { by, recordedAt, position };
}
