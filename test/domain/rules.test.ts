import { describe, expect, test } from '@jest/globals';
import { deadline, until } from '../../src/domain/rules/calendar.ts';
import { ruleSet, ruleSets } from '../../src/domain/rules/rule-sets.ts';
import { in2021, in2026, inAktau, now } from './elections.ts';

describe('rule sets', () => {
  test('are found by their ids, each once', () => {
    expect(ruleSets.map(({ id }) => id)).toEqual(['kz-akim-2021', 'kz-akim-2026', 'plurality']);
    for (const rules of ruleSets) expect(ruleSet(rules.id)).toBe(rules);
    expect(ruleSet('kz-akim-1999')).toBeUndefined();
  });

  test('are data that an export can carry', () => {
    for (const rules of ruleSets) expect(JSON.parse(JSON.stringify(rules))).toEqual(rules);
  });

  test('hide each ballot among others unless an election says otherwise', () => {
    for (const rules of ruleSets) expect(rules.minimumBallotBatch).toBeGreaterThanOrEqual(10);
  });

  test.each([
    ['kz-akim-2021', 40, 15, 10, 5, null, 'election'],
    ['kz-akim-2026', 50, 25, 20, 3, 7, 'voting'],
  ])('%s has the figures of the law', (id, called, nomination, registration, extension, published, repeat) => {
    const rules = ruleSet(id)!;
    const chapter = { article: 'ch. 13-1' };
    expect(rules.calendar).toEqual({
      calledBeforeTermEnds: { days: called, ...chapter },
      nominationCloses: { days: nomination, hour: '18:00', ...chapter },
      registrationCloses: { days: registration, hour: '18:00', ...chapter },
      nominationExtension: { days: extension, ...chapter },
      withdrawal: { days: 2, ...chapter },
      appeal: { days: 3, ...chapter },
      appealDecision: { days: 3, ...chapter },
      prolongation: { days: 15, ...chapter },
      resultEstablished: { days: 3, ...chapter },
      resultPublished: published && { days: published, ...chapter },
      akimRegistered: { days: 7, ...chapter },
    });
    expect(rules.tie).toEqual({ repeat, withinMonths: 1, ...chapter });
    expect(rules.minimumCandidates).toBe(2);
  });
});

const at = (moment: string) => ({ at: moment, now });

describe('a deadline', () => {
  test.each([
    ['at an hour', deadline(in2021, 15, '18:00'), '2021-07-10T18:00:00+06:00', '2021-07-10T18:00:01+06:00'],
    ['at the end of a day', deadline(in2021, 2), '2021-07-23T23:59:59+06:00', '2021-07-24T00:00:00+06:00'],
  ])('%s is kept at its last second, and missed a second later', (_, last, kept, missed) => {
    expect(until(at(kept), last, in2021)).toBe(true);
    expect(until(at(missed), last, in2021)).toBe(false);
  });

  test('is reckoned over the ends of months and years', () => {
    expect(deadline({ ...in2026, votingDay: '2026-01-10' }, 25, '18:00')).toBe('2025-12-16T18:00:00');
    expect(deadline({ ...in2026, votingDay: '2028-03-10' }, 10, '18:00')).toBe('2028-02-29T18:00:00');
  });

  test('is read off the clocks of the constituency', () => {
    const last = deadline(inAktau, 15, '18:00');
    expect(until(at('2021-07-10T19:00:00+06:00'), last, inAktau)).toBe(true);
    expect(until(at('2021-07-10T19:00:00+06:00'), last, in2021)).toBe(false);
  });
});
