import { describe, test } from '@jest/globals';
import type { ContestCommand } from '../../src/domain/contest/commands.ts';
import type { ElectionFacts } from '../../src/domain/election/state.ts';
import { actsIn, called, registered } from './contest-acts.ts';
import { in2021, in2026, inAktau, plurality } from './elections.ts';

type Acts = ReturnType<typeof actsIn>;
const nominate = ['CandidateNominated', 'NOMINATION_CLOSED', (acts: Acts, at: string) => acts.nominate('new', { at })];
const register = ['CandidateRegistered', 'REGISTRATION_CLOSED', (acts: Acts, at: string) => acts.register('b', at)];
const refuse = ['RegistrationRefused', 'REGISTRATION_CLOSED', (acts: Acts, at: string) => acts.refuse('b', at)];
const withdraw = ['CandidateWithdrawn', 'WITHDRAWAL_CLOSED', (acts: Acts, at: string) => acts.withdraw('a', at)];

/** The last moment of each act, and one that is too late. */
const deadlines = [
  [in2021, nominate, '2021-07-10T18:00:00+06:00', '2021-07-10T18:01:00+06:00'],
  [in2021, register, '2021-07-15T18:00:00+06:00', '2021-07-15T18:01:00+06:00'],
  [in2021, refuse, '2021-07-15T18:00:00+06:00', '2021-07-15T18:01:00+06:00'],
  [in2021, withdraw, '2021-07-23T23:59:59+06:00', '2021-07-24T00:01:00+06:00'],
  [in2026, nominate, '2026-10-21T18:00:00+05:00', '2026-10-21T18:01:00+05:00'],
  [in2026, register, '2026-10-26T18:00:00+05:00', '2026-10-26T18:01:00+05:00'],
  [in2026, refuse, '2026-10-26T18:00:00+05:00', '2026-10-26T18:01:00+05:00'],
  [in2026, withdraw, '2026-11-13T23:59:59+05:00', '2026-11-14T00:01:00+05:00'],
] as [ElectionFacts, [string, string, (acts: Acts, at: string) => ContestCommand], string, string][];

describe('the calendar', () => {
  test.each(
    deadlines.map(([election, [event, code, act], intime, late]) => ({ election, event, code, act, intime, late })),
  )('$election.rules.id: $event until $intime', ({ election, event, code, act, intime, late }) => {
    const acts = actsIn(election);
    const contest = registered(election, 'a').after(acts.nominate('b'), acts.check('b'));
    contest.when(act(acts, intime)).thenAnswered(event);
    contest.when(act(acts, late)).thenAnswered(code);
  });

  test('runs by the local time of the election, however an act is dated', () => {
    const contest = called(inAktau);
    const acts = actsIn(inAktau);
    contest.when(acts.nominate('a', { at: '2021-07-10T18:00:00+05:00' })).thenAnswered('CandidateNominated');
    contest.when(acts.nominate('a', { at: '2021-07-10T19:00:00+06:00' })).thenAnswered('CandidateNominated');
    contest.when(acts.nominate('a', { at: '2021-07-10T13:00:00Z' })).thenAnswered('CandidateNominated');
    contest.when(acts.nominate('a', { at: '2021-07-10T13:01:00Z' })).thenAnswered('NOMINATION_CLOSED');
    called(in2021)
      .when(actsIn(in2021).nominate('a', { at: '2021-07-10T12:01:00Z' }))
      .thenAnswered('NOMINATION_CLOSED');
  });

  test('is judged by when an act was done, not by when it is recorded', () => {
    const late = { ...actsIn(in2021).nominate('a', { at: '2021-07-10T17:00:00+06:00' }), now: '2021-07-11T09:00:00Z' };
    called(in2021).when(late).thenAnswered('CandidateNominated');
    called(in2021)
      .when({ ...late, now: '2021-07-10T10:59:59Z' })
      .thenAnswered('ACT_IN_THE_FUTURE');
  });

  test('sets nothing where the rule set has none', () => {
    const acts = actsIn(plurality);
    const after = '2013-12-01T00:00:00Z';
    const contest = called(plurality).after(
      acts.nominate('a', { at: after }),
      acts.register('a', after),
      acts.withdraw('a', after),
    );
    contest.when(acts.extend('2014-01-01T00:00:00Z')).thenAnswered('NOMINATION_HAS_NO_END');
  });
});
