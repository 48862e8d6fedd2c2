import type { Projection } from '../projection.ts';
import { ElectionPart } from './view.ts';

/** Which elections there are. */
export const elections: Projection<ElectionPart> = {
  name: 'elections',
  version: 2,
  initial: () => new ElectionPart(),
  on: {
    ElectionCalled: (part, { data: { at, ...called } }, { election }) =>
      part.call({ id: election, ...called, calledAt: at }),
  },
};
