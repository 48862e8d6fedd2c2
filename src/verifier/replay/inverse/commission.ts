import type { CommissionCommand, CommissionEvent } from '../../../domain/composition.ts';
import type { EventMeta } from '../../../domain/event-meta.ts';

type CommissionInverses = {
  readonly [T in CommissionEvent['type']]: (
    event: Extract<CommissionEvent, { type: T }>,
    act: { readonly meta: EventMeta },
  ) => CommissionCommand | readonly CommissionCommand[];
};

/** Of every stream that has a commission. `by` is whoever asked, whatever the event says. */
export const commissionInverses: CommissionInverses = {
  // The first composition, or one that another person proposed.
  CommissionComposed: ({ data: { members } }, { meta }) => [
    { type: 'ComposeCommission', members },
    { type: 'ConfirmComposition', members, by: meta.actor },
  ],
  CompositionProposed: ({ data: { members } }, { meta }) => ({
    type: 'ProposeComposition',
    members,
    by: meta.actor,
  }),
  MemberKeyProposed: ({ data }, { meta }) => ({ type: 'ProposeMemberKey', ...data, by: meta.actor }),
  MemberKeyConfirmed: ({ data }, { meta }) => ({ type: 'ConfirmMemberKey', ...data, by: meta.actor }),
  MemberKeyRevocationProposed: ({ data }, { meta }) => ({ type: 'ProposeKeyRevocation', ...data, by: meta.actor }),
  MemberKeyRevoked: ({ data }, { meta }) => ({ type: 'RevokeMemberKey', ...data, by: meta.actor }),
};
