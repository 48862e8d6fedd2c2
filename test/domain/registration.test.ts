import { describe, test } from '@jest/globals';
import { actsIn, called, registered } from './contest-acts.ts';
import { in2021, in2026, plurality } from './elections.ts';

describe('registration', () => {
  const { nominate, check, register, refuse, withdraw, verify } = actsIn(in2021);
  const nominated = called(in2021).after(nominate('a'));

  test('follows the check of eligibility', () => {
    nominated.when(register('a')).thenRefused('ELIGIBILITY_NOT_CHECKED');
    nominated.after(check('a', false)).when(register('a')).thenRefused('NOT_ELIGIBLE');
    nominated.after(check('a', false), check('a')).when(register('a')).thenRecordedTypes('CandidateRegistered');
    const elsewhere = called(plurality).after(actsIn(plurality).nominate('a', { by: 'self' }));
    elsewhere.when(actsIn(plurality).register('a')).thenRecordedTypes('CandidateRegistered');
    elsewhere
      .after(actsIn(plurality).check('a', false))
      .when(actsIn(plurality).register('a'))
      .thenRefused('NOT_ELIGIBLE');
  });

  test.each([
    ['2021: 1 % of 1,200', in2021, 12, 1200, null, 'CandidateRegistered'],
    ['2021: one less', in2021, 11, 1200, null, 'SIGNATURES_LACKING'],
    ['2021: 1 % of 1,201 is rounded up', in2021, 12, 1201, null, 'SIGNATURES_LACKING'],
    ['2021: 13 of 1,201', in2021, 13, 1201, null, 'CandidateRegistered'],
    ['2021: wherever they come from', in2021, 12, 1200, { all: 4, represented: 1 }, 'CandidateRegistered'],
    ['2026: half of the settlements', in2026, 12, 1200, { all: 4, represented: 2 }, 'CandidateRegistered'],
    ['2026: less than half', in2026, 12, 1200, { all: 4, represented: 1 }, 'SETTLEMENTS_LACKING'],
    ['2026: half of five is three', in2026, 12, 1200, { all: 5, represented: 2 }, 'SETTLEMENTS_LACKING'],
    ['2026: three of five', in2026, 12, 1200, { all: 5, represented: 3 }, 'CandidateRegistered'],
    ['2026: settlements not said', in2026, 12, 1200, null, 'SETTLEMENTS_LACKING'],
    ['2026: settlements, but too few signatures', in2026, 11, 1200, { all: 4, represented: 4 }, 'SIGNATURES_LACKING'],
  ])('of a self-nominated candidate wants signatures, %s', (_, election, valid, voters, settlements, answer) => {
    const acts = actsIn(election);
    const alone = called(election).after(acts.nominate('a', { by: 'self' }), acts.check('a'));
    alone
      .after(acts.verify('a', valid, voters, settlements))
      .when(acts.register('a'))
      .thenAnswered(answer);
  });

  test('of a self-nominated candidate waits for the signatures, of others it does not', () => {
    const self = called(in2021).after(nominate('a', { by: 'self' }), check('a'));
    self.when(register('a')).thenRefused('SIGNATURES_NOT_VERIFIED');
    nominated.after(check('a')).when(register('a')).thenRecordedTypes('CandidateRegistered');
  });

  test('believes no signatures from more settlements than there are', () => {
    nominated.when(verify('a', 1, 1, { all: 2, represented: 3 })).thenRefused('MORE_SETTLEMENTS_THAN_THERE_ARE');
    nominated.when(verify('a', 1, 1, { all: 2, represented: 2 })).thenRecordedTypes('SignaturesVerified');
  });

  test.each([
    ['registered', registered(in2021, 'a')],
    ['refused', nominated.after(refuse('a'))],
    ['withdrawn', nominated.after(withdraw('a'))],
  ])('is settled for a candidate who is %s', (status, contest) => {
    for (const act of [register('a'), refuse('a'), check('a'), verify('a', 1, 1)]) {
      contest.when(act).thenRefused('CANDIDATE_NOT_PENDING');
    }
    if (status === 'registered') contest.when(withdraw('a')).thenRecordedTypes('CandidateWithdrawn');
    else contest.when(withdraw('a')).thenRefused('CANDIDATE_NOT_PENDING');
  });

  test('is for those who are nominated', () => {
    for (const act of [register('z'), refuse('z'), check('z'), verify('z', 1, 1), withdraw('z')]) {
      nominated.when(act).thenRefused('CANDIDATE_UNKNOWN');
    }
  });
});
