import { describe, expect, test } from '@jest/globals';
import type { CallContest, ContestCommand } from '../../src/domain/contest/commands.ts';
import { contestDecider } from '../../src/domain/contest/decider.ts';
import { contestFacts } from '../../src/domain/contest/state.ts';
import type { ElectionFacts } from '../../src/domain/election/state.ts';
import { given } from '../support/given.ts';
import { actsIn, evidence, reason, registered } from './contest-acts.ts';
import { done, in2021, in2026 } from './elections.ts';
import { at, digest, repeat, tabulate, tabulated, voice, voices, voted } from './result-acts.ts';

const facts = { election: in2021 };
const publish = (when = at): ContestCommand => ({ type: 'PublishResult', where: 'The gazette', ...done(when), facts });
const registerAkim = (candidate: string, when = at): ContestCommand => ({
  type: 'RegisterAkim',
  candidate,
  ...done(when),
  facts,
});
const propose = (official: string, when = at): ContestCommand => ({
  type: 'ProposeInvalidation',
  reason,
  evidence,
  official,
  ...done(when),
  facts,
});
const invalidate = (official: string, when = at): ContestCommand => ({
  type: 'InvalidateContest',
  official,
  ...done(when),
  facts,
});
const certified = tabulated.after(...voices(4));
/** Tied at position 100. */
const tied = (election: ElectionFacts = in2021) =>
  registered(election, 'a', 'b', 'c').after(
    actsIn(election).approveText(),
    tabulate({ votes: { a: 5, b: 5, c: 1 } }, election),
    ...voices(4, { election }),
  );

describe('a result', () => {
  const unexplained = Array.from({ length: 12 }, (_, i) => ({ precinct: `04${i}`, relation: 'C2' }));
  test.each([
    ['discrepancies are neither explained nor resolved', { discrepancies: unexplained }, 'DISCREPANCIES_UNEXPLAINED'],
    ['observers’ copies differ', { copiesDiffering: ['0412'] }, 'COPIES_UNEXPLAINED'],
    ['a protocol is not posted', { unposted: ['0412'] }, 'PROTOCOLS_NOT_POSTED'],
  ])('is not approved while %s', (_, now, code) => {
    voted.when(tabulate(now)).thenAnswered('ResultTabulated');
    tabulated.when(voice('m1', { now })).thenRefused(code);
    tabulated.when(voice('m1')).thenAnswered('ResultApproved');
  });

  test('says of the first ten discrepancies where they are', () => {
    const { message } = tabulated.when(voice('m1', { now: { discrepancies: unexplained } })).decision as never as Error;
    expect(message).toContain('12 discrepancies');
    expect(message).toContain('C2 in 049 and others');
    expect(message).not.toContain('0410');
  });

  test('names the checkpoint that the record stood under', () => {
    const checkpoint = { size: 101, root: 'f'.repeat(64) };
    const asked = tabulate();
    voted.when({ ...asked, facts: { ...asked.facts, checkpoint } } as ContestCommand).thenRecorded({
      type: 'ResultTabulated',
      data: expect.objectContaining({ position: 100, checkpoint }) as never,
    });
    const last = voice('m4');
    tabulated
      .after(...voices(3))
      .when({ ...last, facts: { ...last.facts, checkpoint } })
      .thenRecorded(
        { type: 'ResultApproved', data: { official: 'm4', position: 100, commission: 4, at } },
        { type: 'ResultCertified', data: { position: 100, digest, winner: 'a', votes: 60, at, checkpoint } },
      );
  });
});

describe('a certified result', () => {
  test('is published, and its akim registered, once each and in either order', () => {
    certified.when(publish()).thenRecorded({ type: 'ResultPublished', data: { where: 'The gazette', at } });
    certified.when(registerAkim('a')).thenRecorded({ type: 'AkimRegistered', data: { candidate: 'a', at } });
    certified.after(publish()).when(publish()).thenRefused('RESULT_PUBLISHED');
    certified.after(publish()).when(registerAkim('a')).thenAnswered('AkimRegistered');
    certified.after(registerAkim('a')).when(registerAkim('a')).thenRefused('AKIM_REGISTERED');
    certified.after(registerAkim('a')).when(publish()).thenAnswered('ResultPublished');
  });

  test('is that of its winner', () => certified.when(registerAkim('b')).thenRefused('NOT_THE_WINNER'));

  test('is published at the moment of the certificate at the earliest', () => {
    const before = '2021-07-26T02:59:59+06:00';
    certified.when(publish(before)).thenRefused('BEFORE_ITS_CAUSE');
    certified.when(registerAkim('a', before)).thenRefused('BEFORE_ITS_CAUSE');
    certified.when(publish(at)).thenAnswered('ResultPublished');
  });

  test('is what publication and registration need', () => {
    for (const contest of [voted, tabulated]) {
      contest.when(publish()).thenRefused('NOT_CERTIFIED');
      contest.when(registerAkim('a')).thenRefused('NOT_CERTIFIED');
    }
  });

  test.each([
    ['was certified as of', 100, 'RESULT_CERTIFIED'],
    ['was certified as of, and one more', 101, 'ResultTabulated'],
  ])('is tabulated again when the contest has changed since the position it %s', (_, changedAt, answer) => {
    certified.when(tabulate({ position: 120, changedAt })).thenAnswered(answer);
    tied()
      .when(tabulate({ position: 120, changedAt }))
      .thenAnswered(answer === 'ResultTabulated' ? answer : 'TIE_DECLARED');
  });

  test('tabulated again is approved anew, and may have another winner', () => {
    const recounted = { position: 120, changedAt: 110, votes: { a: 50, b: 60, c: 37 } };
    const again = certified.after(tabulate(recounted));
    expect(contestFacts(again.state)).toMatchObject({ decided: false });
    again.when(voice('m1')).thenRefused('TABULATION_REPLACED');
    const later = voices(4, { position: 120, now: recounted });
    expect(again.after(...later).state).toMatchObject({ stage: 'certified', winner: 'b', position: 120 });
  });

  test.each([
    ['it is published', publish(), 'RESULT_PUBLISHED'],
    ['the akim is registered', registerAkim('a'), 'AKIM_REGISTERED'],
  ])('stays as it is once %s', (_, act, code) => {
    const final = certified.after(act);
    final.when(tabulate({ position: 120, changedAt: 110 })).thenRefused(code);
    final.when(propose('m1')).thenRefused(code);
    certified.after(propose('m1'), act).when(invalidate('m2')).thenRefused(code);
    expect([contestFacts(certified.state)!.final, contestFacts(final.state)!.final]).toEqual([false, true]);
  });
});

describe('a contest is invalidated', () => {
  test('by two people', () => {
    const proposed = certified.after(propose('m1'));
    certified.when(propose('m1')).thenRecorded({
      type: 'InvalidationProposed',
      data: { reason, evidence, official: 'm1', at },
    });
    certified.when(invalidate('m2')).thenRefused('NOT_PROPOSED');
    proposed.when(invalidate('m1')).thenRefused('SAME_PERSON');
    proposed.when(invalidate('m2', '2021-07-26T02:59:59+06:00')).thenRefused('BEFORE_ITS_CAUSE');
    proposed.when(invalidate('m2')).thenRecorded({
      type: 'ContestInvalidated',
      data: { reason, evidence, proposedBy: 'm1', official: 'm2', at },
    });
  });

  test.each([
    ['before its ballot text is approved', registered(in2021, 'a', 'b'), 'BALLOT_TEXT_NOT_APPROVED'],
    ['from then on', voted, 'InvalidationProposed'],
    ['when it is tabulated', tabulated, 'InvalidationProposed'],
    ['when it is certified', certified, 'InvalidationProposed'],
    ['when it was a tie', tied(), 'InvalidationProposed'],
    ['when it is void', voted.after(propose('m1'), invalidate('m2')), 'CONTEST_INVALIDATED'],
    ['when its repeat is called', tied().after(repeat('2021-08-10')), 'REPEAT_CALLED'],
  ])('%s', (_, contest, answer) => contest.when(propose('m1')).thenAnswered(answer));

  test('though it was tabulated or certified between the one and the other', () => {
    const proposed = voted.after(propose('m1'), tabulate());
    proposed.when(invalidate('m2')).thenAnswered('ContestInvalidated');
    proposed
      .after(...voices(4))
      .when(invalidate('m2'))
      .thenAnswered('ContestInvalidated');
  });

  test('and leads to a repeat election, whatever a tie would lead to', () => {
    for (const [election, last, late] of [
      [in2021, '2021-08-25', '2021-08-26'],
      [in2026, '2026-12-15', '2026-12-16'],
    ] as const) {
      const invalid = tied(election).after(propose('m1'), invalidate('m2'));
      expect(contestFacts(invalid.state)).toMatchObject({ decided: true, repeat: undefined });
      invalid.when(tabulate({ changedAt: 110 })).thenRefused('CONTEST_INVALIDATED');
      invalid.when(repeat(late, election)).thenRefused('REPEAT_OUT_OF_TIME');
      invalid.when(repeat(last, election)).thenAnswered('RepeatElectionCalled');
    }
  });
});

describe('a repeat', () => {
  const again: ElectionFacts = { ...in2026, votingDay: '2026-12-13' };
  const called2026 = { ...repeat('2026-12-13', in2026), heldIn: 'again' } as ContestCommand;
  const repeated = contestFacts(tied(in2026).after(called2026).state);
  const call = (change: Partial<CallContest> = {}, known: Partial<CallContest['facts']> = {}): ContestCommand => {
    const plain = actsIn(again).call({}, '2026-11-20T10:00:00+05:00') as CallContest;
    return {
      ...plain,
      repeats: { election: 'e', contest: 'c' },
      ...change,
      facts: { ...plain.facts, heldIn: 'again', repeated, ...known },
    };
  };

  test('names the election it is held in, and who was tied', () => {
    tied(in2026)
      .when(called2026)
      .thenRecorded({
        type: 'RepeatVotingCalled',
        data: { votingDay: '2026-12-13', heldIn: 'again', at },
      });
    expect(repeated!.repeat).toEqual({ votingDay: '2026-12-13', heldIn: 'again', candidates: ['a', 'b'] });
  });

  test('is called as a contest of that election', () => {
    given(contestDecider)
      .when(call())
      .thenRecorded({
        type: 'ContestCalled',
        data: expect.objectContaining({ repeats: { election: 'e', contest: 'c', candidates: ['a', 'b'] } }) as never,
      });
  });

  test.each([
    ['a contest that nobody called', { repeated: undefined }, 'NO_REPEAT_CALLED'],
    ['one whose tie led to nothing yet', { repeated: contestFacts(tied(in2026).state) }, 'NO_REPEAT_CALLED'],
    ['one that is held in another election', { heldIn: 'other' }, 'REPEAT_HELD_ELSEWHERE'],
    ['one of another day', { election: in2026 }, 'REPEAT_ON_ANOTHER_DAY'],
  ] as [string, Partial<CallContest['facts']>, string][])('does not repeat %s', (_, known, code) => {
    given(contestDecider).when(call({}, known)).thenRefused(code);
  });

  test('comes too late for no term', () => {
    given(contestDecider)
      .when(call({ termEnds: '2026-12-20' }))
      .thenAnswered('ContestCalled');
    given(contestDecider)
      .when(call({ termEnds: '2026-12-20', repeats: null }))
      .thenRefused('CALLED_TOO_LATE');
  });

  const { nominate, register, approveText, extend } = actsIn(again);
  const day = '2026-12-10T10:00:00+05:00';
  const voting = given(contestDecider).after(call());

  test('voting is between the tied alone, whatever the calendar, and asks nothing of them again', () => {
    voting.when(nominate('a', { at: day })).thenAnswered('CandidateNominated');
    voting.when(nominate('c', { at: day })).thenRefused('NOT_TIED');
    voting.when(extend('2026-12-12T18:00:00+05:00', day)).thenRefused('NOMINATION_HAS_NO_END');
    const ready = voting.after(nominate('a', { at: day, by: 'self' }), register('a', day), nominate('b', { at: day }));
    expect(ready.after(register('b', day), approveText(undefined, day)).state).toMatchObject({
      lines: ['a', 'b', 'against-all'],
    });
  });

  test('election is open to all, and keeps the calendar', () => {
    const open = contestFacts({
      ...tied(in2026).after(called2026).state,
      repeat: { ...repeated!.repeat!, candidates: null },
    } as never);
    const anew = given(contestDecider).after(call({}, { repeated: open }));
    anew.when(nominate('c', { at: '2026-11-18T18:00:00+05:00' })).thenAnswered('CandidateNominated');
    anew.when(nominate('c', { at: day })).thenRefused('NOMINATION_CLOSED');
  });
});
