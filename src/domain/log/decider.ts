import { canonical } from '../canonical.ts';
import type { Decider, Decision } from '../decider.ts';
import { samePersonFault } from '../entitlement.ts';
import { Refusal } from '../refusal.ts';
import type { LogEvent } from './events.ts';

/** The policy that a log begins with: nobody is asked. */
export const noWitnesses = 'quorum none\n';

/** Of what two people agree on: the published keys of a log, Ed25519 first. */
type Keys = readonly string[];

/** `by` is whoever gives the command. */
export type LogCommand =
  | { readonly type: 'ProposeWitnessPolicy' | 'AdoptWitnessPolicy'; readonly policy: string; readonly by: string }
  | { readonly type: 'ProposeSigningKeys' | 'ConfirmSigningKeys'; readonly keys: Keys; readonly by: string };

export interface LogState {
  /** In force; absent: {@link noWitnesses}. */
  readonly policy?: string;
  /** Waiting for a second person: the last one. */
  readonly proposedPolicy?: { readonly policy: string; readonly by: string } | undefined;
  /** All that were ever confirmed, the last one last; those that the log began with are not among them. */
  readonly confirmedKeys: readonly Keys[];
  readonly proposedKeys?: { readonly keys: Keys; readonly by: string } | undefined;
}

/**
 * Who witnesses the log, and what it is signed with, is changed by nobody alone: one person of the central commission proposes,
 * another confirms. The keys that a log begins with are whoever's sets it up: they are published, and every later one follows
 * from them.
 */
export const logDecider: Decider<LogCommand, LogState, LogEvent> = {
  initialState: { confirmedKeys: [] },
  evolve: evolveLog,
  decide(command, state): Decision<LogEvent> {
    switch (command.type) {
      case 'ProposeWitnessPolicy': {
        const { policy, by } = command;
        if (policy === state.policy) return inForce('This policy is in force.', '/policy');
        if (isSame(state.proposedPolicy, { policy, by })) return [];
        return [{ type: 'WitnessPolicyProposed', data: { policy, by } }];
      }
      case 'AdoptWitnessPolicy': {
        const { policy, by } = command;
        const proposed = state.proposedPolicy?.policy === policy ? state.proposedPolicy : undefined;
        return secondPersonFault(proposed, by, '/policy') ?? [{ type: 'WitnessPolicyAdopted', data: { policy } }];
      }
      case 'ProposeSigningKeys': {
        const { keys, by } = command;
        if (areConfirmedLast(state, keys)) return inForce('These keys are confirmed.', '/keys');
        if (isSame(state.proposedKeys, { keys, by })) return [];
        return [{ type: 'SigningKeysProposed', data: { keys: [...keys], by } }];
      }
      case 'ConfirmSigningKeys': {
        const { keys, by } = command;
        const proposed = isSame(state.proposedKeys?.keys, keys) ? state.proposedKeys : undefined;
        return (
          secondPersonFault(proposed, by, '/keys') ?? [{ type: 'SigningKeysConfirmed', data: { keys: [...keys] } }]
        );
      }
    }
  },
};

function evolveLog(state: LogState, { type, data }: LogEvent): LogState {
  switch (type) {
    case 'WitnessPolicyProposed':
      return { ...state, proposedPolicy: data };
    case 'WitnessPolicyAdopted':
      return { ...state, policy: data.policy, proposedPolicy: undefined };
    case 'SigningKeysProposed':
      return { ...state, proposedKeys: data };
    case 'SigningKeysConfirmed':
      return { ...state, confirmedKeys: [...state.confirmedKeys, data.keys], proposedKeys: undefined };
  }
}

/** Whether these are the keys that two people agreed on last: no others may take over. */
export function areConfirmedLast({ confirmedKeys }: LogState, keys: Keys): boolean {
  return isSame(confirmedKeys.at(-1), keys);
}

/** Whether two people ever agreed that a log be signed with these keys. */
export function areConfirmed({ confirmedKeys }: LogState, keys: Keys): boolean {
  return confirmedKeys.some((each) => isSame(each, keys));
}

function secondPersonFault(
  proposed: { readonly by: string } | undefined,
  by: string,
  field: string,
): Refusal | undefined {
  if (!proposed) return new Refusal('state', 'NOT_PROPOSED', 'Nobody has proposed this.', { field });
  return samePersonFault(proposed.by, by);
}

function inForce(words: string, field: string): Refusal {
  return new Refusal('state', 'IN_FORCE', words, { field });
}

function isSame(a: unknown, b: unknown): boolean {
  return a !== undefined && b !== undefined && canonical(a) === canonical(b);
}
