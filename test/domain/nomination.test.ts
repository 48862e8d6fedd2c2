import { describe, test } from '@jest/globals';
import type { ContestCommand } from '../../src/domain/contest/commands.ts';
import { actsIn, called } from './contest-acts.ts';
import { in2021, in2026, inAktau } from './elections.ts';

describe('nomination', () => {
  const { nominate, extend, withdraw, refuse } = actsIn(in2021);

  test.each([
    ['2021, 5 days', in2021, '2021-07-15T18:00:00+06:00', 'NominationExtended'],
    ['2021, 5 days and a minute', in2021, '2021-07-15T18:01:00+06:00', 'EXTENSION_TOO_LONG'],
    ['2021, a minute', in2021, '2021-07-10T18:01:00+06:00', 'NominationExtended'],
    ['2021, not at all', in2021, '2021-07-10T18:00:00+06:00', 'EXTENSION_TOO_SHORT'],
    ['2026, 3 days', in2026, '2026-10-24T18:00:00+05:00', 'NominationExtended'],
    ['2026, 3 days and a minute', in2026, '2026-10-24T18:01:00+05:00', 'EXTENSION_TOO_LONG'],
    ['2026, said in UTC', in2026, '2026-10-24T13:00:00Z', 'NominationExtended'],
    ['Aktau, by its own time', inAktau, '2021-07-15T19:00:00+06:00', 'NominationExtended'],
  ])('is extended where too few are nominated: %s', (_, election, until, answer) => {
    const one = called(election).after(actsIn(election).nominate('a'));
    one.when(actsIn(election).extend(until)).thenAnswered(answer);
  });

  test('is not extended once two are nominated, but is when one of them has gone or was refused', () => {
    const two = called(in2021).after(nominate('a'), nominate('b'));
    const until = '2021-07-12T18:00:00+06:00';
    two.when(extend(until)).thenRefused('ENOUGH_NOMINATED');
    two.after(withdraw('a')).when(extend(until)).thenRecordedTypes('NominationExtended');
    two.after(refuse('b')).when(extend(until)).thenRecordedTypes('NominationExtended');
  });

  test('extended closes at the new moment', () => {
    const extended = called(in2021).after(extend('2021-07-13T12:30:00+06:00'));
    extended.when(nominate('a', { at: '2021-07-13T12:30:00+06:00' })).thenRecordedTypes('CandidateNominated');
    extended.when(nominate('a', { at: '2021-07-13T12:31:00+06:00' })).thenRefused('NOMINATION_CLOSED');
    extended.when(extend('2021-07-13T12:30:00+06:00')).thenRefused('EXTENSION_TOO_SHORT');
  });

  test('names a party when a party nominates, and only then', () => {
    const bare = { ...nominate('a'), party: null } as ContestCommand;
    called(in2021).when(bare).thenRefused('PARTY_MISPLACED');
    called(in2021)
      .when({ ...nominate('a', { by: 'self' }), party: 'Ауыл' } as ContestCommand)
      .thenRefused('PARTY_MISPLACED');
    called(in2021)
      .when(nominate('a', { by: 'self' }))
      .thenRecorded({
        type: 'CandidateNominated',
        data: { candidate: 'a', name: 'Candidate a', nominatedBy: 'self', party: null, at: '2013-09-01T10:00:00Z' },
      });
  });

  test('by the higher akim supplies the missing candidates alone', () => {
    const one = called(in2021).after(nominate('a'));
    one.when(nominate('b', { by: 'akim' })).thenRecordedTypes('CandidateNominated');
    one
      .after(nominate('b'))
      .when(nominate('c', { by: 'akim' }))
      .thenRefused('ENOUGH_NOMINATED');
    one.after(nominate('b')).when(nominate('c')).thenRecordedTypes('CandidateNominated');
  });

  test('comes once for each code, and for no line that is not a candidate', () => {
    called(in2021).after(nominate('a')).when(nominate('a')).thenRefused('CANDIDATE_NOMINATED');
    called(in2021).after(nominate('a'), withdraw('a')).when(nominate('a')).thenRefused('CANDIDATE_NOMINATED');
    called(in2021).when(nominate('against-all')).thenRefused('CODE_RESERVED');
    called(in2021).when(nominate('invalid')).thenRefused('CODE_RESERVED');
  });
});
