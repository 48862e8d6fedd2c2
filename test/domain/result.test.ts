import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { ContestCommand } from '../../src/domain/contest/commands.ts';
import { actsIn, registered } from './contest-acts.ts';
import { commissionOf, in2021 } from './elections.ts';
import { added, at, digest, tabulate, tabulated, voice, voices, voted } from './result-acts.ts';

describe('a tabulation', () => {
  test('records the figures, and where in the record they were read', () => {
    const { uncounted: _u, changedAt: _a, discrepancies: _d, copiesDiffering: _c, unposted: _p, ...figures } = added;
    voted.when(tabulate()).thenRecorded({ type: 'ResultTabulated', data: { ...figures, at, checkpoint: null } });
  });

  test('waits until every precinct is counted', () => {
    voted.when(tabulate({ uncounted: ['0412'] })).thenRefused('BALLOT_BOXES_OPEN');
  });

  test('needs an approved ballot, results, and candidates enough', () => {
    registered(in2021, 'a', 'b').when(tabulate()).thenRefused('BALLOT_TEXT_NOT_APPROVED');
    const nothing = {
      ...tabulate(),
      facts: { election: in2021, tabulation: undefined, checkpoint: null },
    } as ContestCommand;
    voted.when(nothing).thenRefused('NOTHING_TO_TABULATE');
    const { withdraw } = actsIn(in2021);
    voted.after(withdraw('a')).when(tabulate()).thenAnswered('ResultTabulated');
    voted.after(withdraw('a'), withdraw('b')).when(tabulate()).thenRefused('TOO_FEW_CANDIDATES');
  });

  test('replaces an earlier one, whose voices lapse', () => {
    const again = tabulated.after(...voices(3), tabulate({ position: 120, votes: { a: 60, b: 51, c: 37 } }));
    again.when(voice('m4')).thenRefused('TABULATION_REPLACED');
    again.when(voice('m4', { position: 120 })).thenAnswered('ResultApproved');
    const voicesAnew = voices(3, { position: 120 });
    again
      .after(...voicesAnew)
      .when(voice('m4', { position: 120 }))
      .thenRecordedTypes('ResultApproved', 'ResultCertified');
  });
});

describe('a result', () => {
  test('is approved by one member after another, under the composition that the voice names', () => {
    tabulated
      .when(voice('m7'))
      .thenRecorded({ type: 'ResultApproved', data: { official: 'm7', position: 100, commission: 4, at } });
  });

  test.each([
    { size: 1, majority: 1 },
    { size: 5, majority: 3 },
    { size: 7, majority: 4 },
    { size: 9, majority: 5 },
  ])('is certified by voice $majority of $size, in the same decision', ({ size, majority }) => {
    const members = commissionOf(size);
    tabulated
      .after(...voices(majority - 1, { members }))
      .when(voice(`m${majority}`, { members }))
      .thenRecorded(
        { type: 'ResultApproved', data: { official: `m${majority}`, position: 100, commission: 4, at } },
        { type: 'ResultCertified', data: { position: 100, digest, winner: 'a', votes: 60, at, checkpoint: null } },
      );
    if (majority > 1) {
      const before = tabulated.after(...voices(majority - 2, { members }));
      before.when(voice(`m${majority - 1}`, { members })).thenRecordedTypes('ResultApproved');
    }
  });

  test.each([
    ['a stranger', 'stranger', {}, 'NOT_A_MEMBER'],
    ['a member of an earlier composition', 'm7', { members: commissionOf(5) }, 'NOT_A_MEMBER'],
    ['nobody, where there is no commission', 'm1', { members: [] }, 'NOT_A_MEMBER'],
    ['a member who has approved', 'm1', {}, 'APPROVED_ALREADY'],
    ['a member who read other figures', 'm2', { position: 99 }, 'TABULATION_REPLACED'],
    ['anybody when a ballot came since', 'm2', { now: { changedAt: 101 } }, 'RECORDED_SINCE_TABULATION'],
    ['anybody when a precinct was formed since', 'm2', { now: { uncounted: ['0413'] } }, 'BALLOT_BOXES_OPEN'],
  ])('is not approved by %s', (_, official, from, code) => {
    tabulated.after(voice('m1')).when(voice(official, from)).thenRefused(code);
  });

  test('may rest on the very event that was tabulated last', () => {
    tabulated.when(voice('m1', { now: { changedAt: 100 } })).thenAnswered('ResultApproved');
  });

  test('is approved after it is tabulated', () => voted.when(voice('m1')).thenRefused('NOT_TABULATED'));

  test('counts the voices of those who are members now', () => {
    const three = tabulated.after(...voices(3));
    const newcomers = ['n2', 'n3', 'n4', 'n5'].map((official) => ({
      official,
      name: 'New',
      office: 'member' as const,
    }));
    const anew = [...commissionOf(1), ...newcomers];
    three.when(voice('n2', { members: anew })).thenRecordedTypes('ResultApproved');
    three
      .after(voice('n2', { members: anew }))
      .when(voice('n3', { members: anew }))
      .thenRecordedTypes('ResultApproved', 'ResultCertified');
  });

  test("of any order of voices counts each member's once", () => {
    const said = fc.array(fc.integer({ min: 1, max: 7 }), { maxLength: 20 });
    fc.assert(
      fc.property(said, (officials) => {
        let contest = tabulated;
        const heard = new Set<number>();
        for (const official of officials) {
          const asked = contest.when(voice(`m${official}`));
          if (heard.size === 4) asked.thenRefused('RESULT_CERTIFIED');
          else if (heard.has(official)) asked.thenRefused('APPROVED_ALREADY');
          else {
            heard.add(official);
            asked.thenRecordedTypes('ResultApproved', ...(heard.size === 4 ? ['ResultCertified'] : []));
            contest = contest.after(voice(`m${official}`));
          }
        }
        expect(contest.state.stage).toBe(heard.size === 4 ? 'certified' : 'tabulated');
      }),
    );
  });
});

describe('the winner', () => {
  test.each([
    ['has more votes than any other', { a: 60, b: 50, c: 37 }, [], { winner: 'a', votes: 60 }],
    ['may come last on the ballot', { a: 1, b: 2, c: 3 }, [], { winner: 'c', votes: 3 }],
    ['need not beat against all', { a: 1, b: 0, c: 0 }, [], { winner: 'a', votes: 1 }],
    ['has not withdrawn', { a: 60, b: 50, c: 37 }, ['a'], { winner: 'b', votes: 50 }],
    ['is not tied with one who has withdrawn', { a: 60, b: 60, c: 37 }, ['a'], { winner: 'b', votes: 60 }],
  ])('%s', (_, votes, gone, data) => {
    const { withdraw } = actsIn(in2021);
    voted
      .after(...gone.map((candidate) => withdraw(candidate)), tabulate({ votes }), ...voices(3))
      .when(voice('m4'))
      .thenRecorded(
        { type: 'ResultApproved', data: { official: 'm4', position: 100, commission: 4, at } },
        { type: 'ResultCertified', data: { position: 100, digest, at, checkpoint: null, ...data } },
      );
  });

  test.each([
    ['two of three', { a: 60, b: 60, c: 37 }, { candidates: ['a', 'b'], votes: 60 }],
    ['all, none having a vote', { a: 0, b: 0, c: 0 }, { candidates: ['a', 'b', 'c'], votes: 0 }],
  ])('is nobody when votes are equal: %s', (_, votes, data) => {
    voted
      .after(tabulate({ votes }), ...voices(3))
      .when(voice('m4'))
      .thenRecorded(
        { type: 'ResultApproved', data: { official: 'm4', position: 100, commission: 4, at } },
        { type: 'TieDeclared', data: { position: 100, digest, at, ...data } },
      );
  });

  test('is nobody when candidates have withdrawn since the tabulation and too few are left', () => {
    const { withdraw } = actsIn(in2021);
    voted
      .after(tabulate({ votes: { a: 60, b: 50, c: 37 } }), ...voices(3), withdraw('a'), withdraw('b'))
      .when(voice('m4'))
      .thenRefused('TOO_FEW_CANDIDATES');
  });
});
