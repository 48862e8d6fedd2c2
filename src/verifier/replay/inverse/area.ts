import { commissionInverses } from './commission.ts';
import type { Inverses } from './inverse.ts';

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
  ...commissionInverses,
};
