import type { Projection } from '../projection.ts';
import { AreasPart, membershipOf } from './view.ts';

/** The areas of an election, from the country down, with their commissions. */
export const areas: Projection<AreasPart> = {
  name: 'areas',
  version: 1,
  initial: () => new AreasPart(),
  on: {
    AreaRegistered: (part, { data }, { area: code }) => {
      part.add({ code, ...data, children: [], commission: null });
      if (data.parent !== null) part.update(data.parent, ({ children }) => ({ children: [...children, code] }));
    },
    CommissionComposed: (part, { data }, { kind, area }) => {
      if (kind === 'area') part.update(area, () => ({ commission: membershipOf(data.members) }));
    },
  },
};
