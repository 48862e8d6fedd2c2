import { describe, expect, test } from '@jest/globals';
import { upcast } from '../../src/domain/event-catalogue.ts';

const at = '2021-07-25T22:00:00+06:00';
const called = { area: 'l', commission: 'd', name: { kk: 'Ақжар' }, againstAll: true, termEnds: null, at };
const figures = { ballotsInBoxes: 3, ballotsInvalid: 0, ballotsValid: 3, votes: { a: 3 }, votesAgainstAll: 0 };
const tabulated = { position: 9, digest: '0'.repeat(64), basis: 'ballots', ...figures, at };
const certified = { position: 9, digest: '0'.repeat(64), winner: 'a', votes: 3, at };

describe('what was recorded of a contest before', () => {
  test.each([
    ['ContestCalled', called, { ...called, repeats: null }],
    ['ResultTabulated', tabulated, { ...tabulated, checkpoint: null }],
    ['ResultCertified', certified, { ...certified, checkpoint: null }],
    ['RepeatVotingCalled', { votingDay: '2021-08-20', at }, { votingDay: '2021-08-20', heldIn: null, at }],
    ['RepeatElectionCalled', { votingDay: '2021-08-20', at }, { votingDay: '2021-08-20', heldIn: null, at }],
  ])('is read as it would be said today: %s', (type, first, today) => {
    expect(upcast({ type, version: 1, data: first }).data).toEqual(today);
    expect(upcast({ type, version: 2, data: today }).data).toEqual(today);
  });
});
