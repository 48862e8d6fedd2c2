import type { Act } from '../act.ts';
import type { Inverses } from './inverse.ts';

/** Whose hand it was: as whoever asked, whatever the event says. */
const by = ({ meta }: Act): string => meta.actor;

export const areaInverses: Inverses<'area'> = {
  AreaRegistered({ data: { level, parent, name } }, { address: { election } }, facts) {
    return {
      type: 'RegisterArea',
      level,
      parent,
      name,
      facts: {
        election: facts.election(election),
        parent: parent === null ? undefined : facts.area(election, parent),
      },
    };
  },
  CommissionComposed: ({ data }) => ({ type: 'ComposeCommission', members: data.members }),
  MemberKeyProposed: ({ data }, act) => ({ type: 'ProposeMemberKey', ...data, by: by(act) }),
  MemberKeyConfirmed: ({ data }, act) => ({ type: 'ConfirmMemberKey', ...data, by: by(act) }),
  MemberKeyRevocationProposed: ({ data }, act) => ({ type: 'ProposeKeyRevocation', ...data, by: by(act) }),
  MemberKeyRevoked: ({ data }, act) => ({ type: 'RevokeMemberKey', ...data, by: by(act) }),
};
