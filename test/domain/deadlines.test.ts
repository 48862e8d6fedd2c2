import { describe, expect, test } from '@jest/globals';
import { deadlineIds, type DeadlineId, deadlines, due, tooLate } from '../../src/domain/rules/deadlines.ts';
import { ruleSets } from '../../src/domain/rules/rule-sets.ts';
import { definitions } from '../../src/domain/vote-event.ts';
import { done, in2021, in2026, inAktau, plurality } from './elections.ts';

const instant = '2021-07-25T20:00:00+06:00';

describe('the deadlines of the law', () => {
  test('are each said in three languages, once, and met by events that exist', () => {
    const known = Object.values(definitions).flatMap((events) => Object.keys(events ?? {}));
    expect(deadlines.map(({ id }) => id)).toEqual([...deadlineIds]);
    for (const { from, metBy, words } of deadlines) {
      for (const type of [...(from === 'voting-day' ? [] : from), ...metBy]) expect(known).toContain(type);
      expect(Object.values(words).map((each) => each.length > 5)).toEqual([true, true, true]);
      expect(new Set(Object.values(words)).size).toBe(3);
    }
  });

  test.each<[DeadlineId, typeof in2021, string | undefined, string | undefined]>([
    ['nomination', in2021, undefined, '2021-07-10T18:00:00'],
    ['nomination', in2026, undefined, '2026-10-21T18:00:00'],
    ['registration', in2021, undefined, '2021-07-15T18:00:00'],
    ['withdrawal', in2021, undefined, '2021-07-23T24:00:00'],
    ['prolongation', in2021, undefined, '2021-08-09T24:00:00'],
    ['appeal', in2021, '2021-07-12T23:59:59+06:00', '2021-07-15T24:00:00'],
    ['appeal', in2021, '2021-07-12T18:00:00Z', '2021-07-16T24:00:00'],
    ['appeal-decision', in2026, '2026-10-30T10:00:00+05:00', '2026-11-02T24:00:00'],
    ['recount', in2021, instant, '2021-07-26T08:00:00'],
    ['recount', inAktau, instant, '2021-07-26T07:00:00'],
    ['protocol-posted', in2021, instant, '2021-07-26T08:00:00'],
    ['result-established', in2021, undefined, '2021-07-28T24:00:00'],
    ['result-published', in2021, undefined, undefined],
    ['result-published', in2026, undefined, '2026-11-22T24:00:00'],
    ['akim-registered', in2021, undefined, '2021-08-01T24:00:00'],
    ['repeat', in2026, undefined, '2026-12-15T24:00:00'],
    ['repeat', { ...in2021, votingDay: '2021-01-31' }, undefined, '2021-02-28T24:00:00'],
  ])('%s', (id, election, from, moment) => {
    expect(due(id, election, from)?.moment).toBe(moment);
  });

  test('cite their article wherever the rule set is the law of Kazakhstan', () => {
    const set = ruleSets
      .filter(({ calendar }) => calendar !== null)
      .flatMap((rules) => deadlineIds.map((id) => due(id, { ...in2021, rules }, instant)))
      .filter((end) => end !== undefined);
    expect(set.length).toBe(2 * deadlineIds.length - 1);
    expect(set.filter(({ article }) => !/^(art|ch)\. \d/.test(article ?? ''))).toEqual([]);
  });

  test('are none elsewhere but for the repeat', () => {
    const set = deadlineIds.filter((id) => due(id, plurality, instant));
    expect(set).toEqual(['repeat']);
  });
});

test('an act is shut out a second after its deadline, by a refusal that says until when it was possible', () => {
  const limited = { code: 'CLOSED', what: 'It was possible' };
  expect(tooLate('withdrawal', done('2021-07-23T23:59:59+06:00'), in2021, limited)).toBeUndefined();
  expect(tooLate('withdrawal', done('2021-07-24T00:00:00+06:00'), in2021, limited)).toEqual({
    kind: 'state',
    code: 'CLOSED',
    message: 'It was possible until 2021-07-23T24:00:00 local time.',
    where: { article: 'ch. 13-1' },
  });
});
