import { describe, test } from '@jest/globals';
import { type AreaCommand, areaDecider } from '../../src/domain/area/decider.ts';
import { type AreaLevel, areaLevels } from '../../src/domain/area/events.ts';
import { given } from '../support/given.ts';
import { commissionOf, in2021 } from './elections.ts';

const name = { kk: 'Ақжар ауылдық округі' };
const register = (level: AreaLevel, parent: AreaLevel | null): AreaCommand => ({
  type: 'RegisterArea',
  level,
  parent: parent && '63',
  name,
  facts: { election: in2021, parent: parent === null ? undefined : { level: parent, parent: null } },
});
const compose = (members: ReturnType<typeof commissionOf>): AreaCommand => ({ type: 'ComposeCommission', members });
const country = given(areaDecider, { type: 'AreaRegistered', data: { level: 'country', parent: null, name } });

describe('an area', () => {
  test('is registered below another', () => {
    given(areaDecider)
      .when(register('region', 'country'))
      .thenRecorded({ type: 'AreaRegistered', data: { level: 'region', parent: '63', name } });
  });

  test.each(areaLevels.flatMap((above, i) => areaLevels.map((level, j) => [level, above, j > i] as const)))(
    'a %s in a %s: %s',
    (level, above, fits) => {
      const asked = given(areaDecider).when(register(level, above));
      if (fits) asked.thenRecordedTypes('AreaRegistered');
      else asked.thenRefused('AREA_LEVEL');
    },
  );

  test('is registered once', () => country.when(register('country', null)).thenRefused('AREA_REGISTERED'));

  test('needs its election and the area above it', () => {
    const orphan = { ...register('locality', null), parent: '631234567' } as AreaCommand;
    given(areaDecider).when(orphan).thenRefused('AREA_UNKNOWN');
    const nowhere = { ...register('country', null), facts: { election: undefined, parent: undefined } } as AreaCommand;
    given(areaDecider).when(nowhere).thenRefused('ELECTION_UNKNOWN');
  });
});

describe("an area's commission", () => {
  test.each([1, 7, 99])('may have %i members', (size) => {
    country
      .when(compose(commissionOf(size)))
      .thenRecorded({ type: 'CommissionComposed', data: { members: commissionOf(size) } });
  });

  test.each([
    ['an even number of members', commissionOf(6), 'COMMISSION_EVEN'],
    ['nobody', [], 'COMMISSION_EVEN'],
    ['no chair', commissionOf(8).slice(1), 'COMMISSION_CHAIR'],
    ['two chairs', [...commissionOf(2), { ...commissionOf(1)[0]!, official: 'other' }], 'COMMISSION_CHAIR'],
    ['one person twice', [...commissionOf(2), commissionOf(2)[1]!], 'MEMBER_TWICE'],
  ])('is none with %s', (_, members, code) => country.when(compose(members)).thenRefused(code));

  test('is composed for a registered area alone, and once', () => {
    given(areaDecider)
      .when(compose(commissionOf(7)))
      .thenRefused('AREA_UNKNOWN');
    country
      .after(compose(commissionOf(7)))
      .when(compose(commissionOf(5)))
      .thenRefused('COMPOSITION_TAKES_TWO');
  });
});
