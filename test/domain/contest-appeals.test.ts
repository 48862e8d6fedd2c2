import { describe, expect, test } from '@jest/globals';
import { contestFacts } from '../../src/domain/contest/state.ts';
import { actsIn, called, evidence, reason, registered } from './contest-acts.ts';
import { in2021, plurality } from './elections.ts';
import { tabulate } from './result-acts.ts';

const { nominate, check, refuse, register, appeal, decideAppeal, cancel, revoke, withdraw, approveText } =
  actsIn(in2021);
const refusedAt = '2021-07-12T11:00:00+06:00';
const refused = registered(in2021, 'a', 'b').after(nominate('c'), check('c'), refuse('c', refusedAt));
const appealedAt = '2021-07-13T11:00:00+06:00';
const appealed = refused.after(appeal('c', appealedAt));

describe('a refusal of registration', () => {
  test.each([
    ['at the last second of the third day', '2021-07-15T23:59:59+06:00', 'RegistrationAppealed'],
    ['a second later', '2021-07-16T00:00:00+06:00', 'APPEAL_CLOSED'],
    ['at its own moment', refusedAt, 'RegistrationAppealed'],
    ['a second before it', '2021-07-12T10:59:59+06:00', 'BEFORE_ITS_CAUSE'],
  ])('is appealed against within three days: %s', (_, at, answer) => {
    refused.when(appeal('c', at)).thenAnswered(answer);
  });

  test('is appealed against with a reason and evidence, once', () => {
    refused
      .when(appeal('c', appealedAt))
      .thenRecorded({ type: 'RegistrationAppealed', data: { candidate: 'c', reason, evidence, at: appealedAt } });
    appealed.when(appeal('c', appealedAt)).thenRefused('APPEALED_ALREADY');
  });

  test('is what an appeal needs', () => {
    refused.when(appeal('a', appealedAt)).thenRefused('NOTHING_TO_APPEAL');
    called(in2021).after(nominate('c')).when(appeal('c', appealedAt)).thenRefused('NOTHING_TO_APPEAL');
    called(in2021).when(appeal('c', appealedAt)).thenRefused('CANDIDATE_UNKNOWN');
  });
});

describe('an appeal', () => {
  test.each([
    ['within three days', '2021-07-16T23:59:59+06:00', 'RegistrationAppealed'],
    ['late', '2021-07-20T10:00:00+06:00', 'RegistrationAppealed'],
  ])('that is rejected leaves the candidate refused, %s', (_, at) => {
    const rejected = appealed.after(decideAppeal('c', { granted: false, at }));
    expect(rejected.state).toMatchObject({ stage: 'nomination' });
    rejected.when(register('c')).thenRefused('CANDIDATE_NOT_PENDING');
    rejected.when(appeal('c', at)).thenRefused('APPEALED_ALREADY');
    rejected.when(decideAppeal('c', { at })).thenRefused('NO_APPEAL_PENDING');
  });

  test.each([
    ['at the last second of the second day before the vote', '2021-07-23T23:59:59+06:00', true],
    ['a second later', '2021-07-24T00:00:00+06:00', false],
  ])('that is granted registers the candidate in the same decision: %s', (_, at, intime) => {
    const asked = appealed.when(decideAppeal('c', { at }));
    if (intime) {
      asked.thenRecorded(
        { type: 'AppealDecided', data: { candidate: 'c', granted: true, reason, decidedBy: '63', at } },
        { type: 'CandidateRegistered', data: { candidate: 'c', at } },
      );
    } else asked.thenRefused('RESTORATION_CLOSED');
    appealed.when(decideAppeal('c', { granted: false, at })).thenRecordedTypes('AppealDecided');
  });

  test('is not decided by the commission whose decision it is about', () => {
    appealed.when(decideAppeal('c', { at: appealedAt, decidedBy: '6312' })).thenRefused('OWN_DECISION_APPEALED');
    appealed
      .when(decideAppeal('c', { at: appealedAt, decidedBy: null }))
      .thenRecordedTypes('AppealDecided', 'CandidateRegistered');
  });

  test('is decided after it is filed, and only if it is', () => {
    refused.when(decideAppeal('c', { at: appealedAt })).thenRefused('NO_APPEAL_PENDING');
    appealed.when(decideAppeal('c', { at: '2021-07-13T10:59:59+06:00' })).thenRefused('BEFORE_ITS_CAUSE');
  });

  test('granted after the ballot text is approved has it approved anew, with a line more', () => {
    const approved = appealed.after(approveText(undefined, '2021-07-16T10:00:00+06:00'));
    expect(contestFacts(approved.state)!.lines).toEqual(['a', 'b', 'against-all']);
    const restored = approved.after(decideAppeal('c', { at: '2021-07-17T10:00:00+06:00' }));
    expect(contestFacts(restored.state)).toMatchObject({ lines: undefined, decided: false });
    const again = restored.after(approveText(undefined, '2021-07-17T11:00:00+06:00'));
    expect(contestFacts(again.state)!.lines).toEqual(['a', 'b', 'c', 'against-all']);
  });

  test('against a cancellation brings back the line that stands', () => {
    const approved = registered(in2021, 'a', 'b', 'c').after(approveText());
    const restored = approved.after(
      cancel('c', '2021-07-20T10:00:00+06:00'),
      appeal('c', '2021-07-20T11:00:00+06:00'),
      decideAppeal('c', { at: '2021-07-21T11:00:00+06:00' }),
    );
    expect(contestFacts(restored.state)!.lines).toEqual(['a', 'b', 'c', 'against-all']);
    expect(restored.state).toMatchObject({ stage: 'ballot-approved' });
  });

  test('cannot give a line to a ballot that was voted on', () => {
    const counted = appealed.after(approveText(undefined, '2021-07-16T10:00:00+06:00'), tabulate());
    counted.when(decideAppeal('c', { at: '2021-07-17T10:00:00+06:00' })).thenRefused('VOTED_WITHOUT_CANDIDATE');
  });

  test('has no end where the rule set knows none', () => {
    const acts = actsIn(plurality);
    const late = '2014-06-01T00:00:00Z';
    const elsewhere = called(plurality).after(acts.nominate('a'), acts.refuse('a'));
    elsewhere.when(acts.appeal('a', late)).thenRecordedTypes('RegistrationAppealed');
    elsewhere
      .after(acts.appeal('a', late))
      .when(acts.decideAppeal('a', { at: late }))
      .thenRecordedTypes('AppealDecided', 'CandidateRegistered');
  });
});

describe('a candidate leaves', () => {
  const contest = registered(in2021, 'a', 'b', 'c');
  const intime = '2021-07-23T23:59:59+06:00';
  const late = '2021-07-24T00:00:00+06:00';

  test.each([
    ['the nomination is revoked', revoke, 'NominationRevoked', 'REVOCATION_CLOSED'],
    ['the registration is cancelled', cancel, 'RegistrationCancelled', 'CANCELLATION_CLOSED'],
    ['the candidate withdraws', withdraw, 'CandidateWithdrawn', 'WITHDRAWAL_CLOSED'],
  ] as const)('until two days before the vote: %s', (_, act, event, code) => {
    for (const at of [contest, contest.after(approveText())]) {
      at.when(act('a', intime)).thenAnswered(event);
      at.when(act('a', late)).thenAnswered(code);
    }
  });

  test('by the party’s will only if it was the party that nominated', () => {
    const self = called(in2021).after(nominate('a', { by: 'self' }), nominate('b'));
    self.when(revoke('a')).thenRefused('NOT_NOMINATED_BY_PARTY');
    const at = '2021-07-01T10:00:00+06:00';
    self.when(revoke('b', at)).thenRecorded({ type: 'NominationRevoked', data: { candidate: 'b', reason, at } });
    self.after(revoke('b')).when(revoke('b')).thenRefused('CANDIDATE_NOT_PENDING');
  });

  test('by cancellation only if registered, on a ground of the law', () => {
    called(in2021).after(nominate('a')).when(cancel('a')).thenRefused('CANDIDATE_NOT_REGISTERED');
    contest.when(cancel('a', intime)).thenRecorded({
      type: 'RegistrationCancelled',
      data: { candidate: 'a', ground: 'OFFICE_ABUSE', reason, at: intime },
    });
    contest.after(cancel('a')).when(cancel('a')).thenRefused('CANDIDATE_NOT_REGISTERED');
  });

  test('and a cancellation, not a withdrawal or a revocation, can be appealed against', () => {
    const at = '2013-09-02T10:00:00Z';
    contest.after(cancel('a')).when(appeal('a', at)).thenAnswered('RegistrationAppealed');
    contest.after(withdraw('a')).when(appeal('a', at)).thenRefused('NOTHING_TO_APPEAL');
    contest.after(revoke('a')).when(appeal('a', at)).thenRefused('NOTHING_TO_APPEAL');
  });
});
