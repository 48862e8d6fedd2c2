import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { presumedMoments } from '../../src/cli/load/moments.ts';
import { instantOf, localTime } from '../../src/domain/clock.ts';

const zones = [
  'Asia/Almaty',
  'America/Chicago',
  'Europe/Sofia',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'UTC',
  'Australia/Lord_Howe',
];

test('a wall clock of any zone becomes an instant that this zone’s clocks show so, wherever clocks were not turned', () => {
  const moments = fc.date({ min: new Date('2000-01-01'), max: new Date('2035-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(moments, fc.constantFrom(...zones), (moment, zone) => {
      const local = localTime(moment.toISOString(), zone);
      expect(localTime(new Date(instantOf(local, zone)).toISOString(), zone)).toBe(local);
    }),
  );
});

test('the offset stands in the instant', () => {
  expect(instantOf('2021-07-10T18:00:00', 'Asia/Almaty')).toBe('2021-07-10T18:00:00+06:00');
  expect(instantOf('2026-07-19T07:00:00', 'Asia/Almaty')).toBe('2026-07-19T07:00:00+05:00');
  expect(instantOf('2013-11-05T20:00:00', 'America/Chicago')).toBe('2013-11-05T20:00:00-06:00');
  expect(instantOf('2024-01-01T00:00:00', 'Asia/Kathmandu')).toBe('2024-01-01T00:00:00+05:45');
});

const akims = { id: 'x', name: { en: 'x' }, votingDay: '2026-07-19', timeZone: 'Asia/Almaty' };

test('acts are presumed at the last moments of the rule set’s calendar, as far as these have passed', () => {
  expect(presumedMoments({ ...akims, ruleSet: 'kz-akim-2026' }, '2026-08-01T00:00:00Z')).toEqual({
    called: '2026-05-30T18:00:00+05:00',
    nominated: '2026-06-24T18:00:00+05:00',
    registered: '2026-06-29T18:00:00+05:00',
    'ballot-text': '2026-07-17T23:59:00+05:00',
    opened: '2026-07-19T07:00:00+05:00',
    closed: '2026-07-19T20:00:00+05:00',
    counted: '2026-07-19T23:30:00+05:00',
  });
  expect(Object.keys(presumedMoments({ ...akims, ruleSet: 'kz-akim-2021' }, '2026-07-05T00:00:00Z'))).toEqual([
    'called',
    'nominated',
  ]);
  expect(presumedMoments({ ...akims, ruleSet: 'plurality' }, '2026-08-01T00:00:00Z')).toEqual({});
});
