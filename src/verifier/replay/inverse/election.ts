import { dated, type Inverses } from './inverse.ts';

export const electionInverses: Inverses<'election'> = {
  ElectionCalled: ({ data: { at, ...asked } }, act) => ({ type: 'CallElection', ...asked, ...dated(at, act) }),
};
