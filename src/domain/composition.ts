import { canonical } from './canonical.ts';
import { CommissionComposed, compositionFault, type Member } from './commission.ts';
import type { Decision } from './decider.ts';
import { samePersonFault } from './entitlement.ts';
import { event, type EventOf } from './event-definition.ts';
import { Official, record } from './fields.ts';
import {
  composedKeysFault,
  decideMemberKey,
  evolveComposedKeys,
  evolveMemberKeys,
  type MemberKeyCommand,
  memberKeyEvents,
  type MemberKeys,
  noKeys,
} from './member-keys.ts';
import { Refusal } from './refusal.ts';

/**
 * Who sits in a commission, and what they sign with. The first composition takes one person of the body above; after that
 * nobody alone decides who sits there: one proposes, and another confirms.
 */

/** Events of any stream that has a commission. */
export const commissionEvents = {
  CommissionComposed,
  /** The first of two people says who shall sit there. */
  CompositionProposed: event(record({ members: CommissionComposed.schema.properties.members, by: Official })),
  ...memberKeyEvents,
};
export type CommissionEvent = EventOf<typeof commissionEvents>;

export type CommissionCommand =
  | { readonly type: 'ComposeCommission'; readonly members: readonly Member[] }
  | {
      readonly type: 'ProposeComposition' | 'ConfirmComposition';
      readonly members: readonly Member[];
      readonly by: string;
    }
  | MemberKeyCommand;

export interface Commission {
  /** As last composed; empty before. */
  readonly members: readonly Member[];
  /** What they sign with. */
  readonly keys: MemberKeys;
  /** Waiting for a second person: the last one. */
  readonly proposed?: { readonly members: readonly Member[]; readonly by: string } | undefined;
}

export const noCommission: Commission = { members: [], keys: noKeys };

export function decideCommission(command: CommissionCommand, state: Commission): Decision<CommissionEvent> {
  switch (command.type) {
    case 'ComposeCommission':
      if (state.members.length > 0) {
        const words = 'This commission is composed: it is composed anew by two people, one of whom proposes.';
        return new Refusal('state', 'COMPOSITION_TAKES_TWO', words);
      }
      return fault(command, state) ?? [{ type: 'CommissionComposed', data: { members: [...command.members] } }];
    case 'ProposeComposition':
      if (state.members.length === 0) return notComposed();
      return (
        fault(command, state) ?? [
          { type: 'CompositionProposed', data: { members: [...command.members], by: command.by } },
        ]
      );
    case 'ConfirmComposition': {
      const { proposed } = state;
      if (!proposed || canonical(proposed.members) !== canonical(command.members)) {
        return new Refusal('state', 'NOT_PROPOSED', 'Nobody has proposed this composition.', { field: '/members' });
      }
      return (
        samePersonFault(proposed.by, command.by) ??
        fault(command, state) ?? [{ type: 'CommissionComposed', data: { members: [...command.members] } }]
      );
    }
    case 'ProposeMemberKey':
    case 'ConfirmMemberKey':
    case 'ProposeKeyRevocation':
    case 'RevokeMemberKey':
      return decideMemberKey(command, state.members, state.keys);
  }
}

export function evolveCommission(state: Commission, happened: CommissionEvent): Commission {
  switch (happened.type) {
    case 'CommissionComposed': {
      const { members } = happened.data;
      return { members, keys: evolveComposedKeys(state.keys, members), proposed: undefined };
    }
    case 'CompositionProposed':
      return { ...state, proposed: happened.data };
    case 'MemberKeyProposed':
    case 'MemberKeyConfirmed':
    case 'MemberKeyRevocationProposed':
    case 'MemberKeyRevoked':
      return { ...state, keys: evolveMemberKeys(state.keys, happened) };
  }
}

function fault({ members }: { readonly members: readonly Member[] }, { keys }: Commission): Refusal | undefined {
  return compositionFault(members) ?? composedKeysFault(members, keys);
}

function notComposed(): Refusal {
  return new Refusal('state', 'NOT_COMPOSED', 'No commission is composed here: the body above composes the first.');
}
