import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Role, roles } from '../../src/access/role.ts';
import {
  entitlementFault,
  inWords,
  type Place,
  recordingRoles,
  type Requirement,
  type Standing,
} from '../../src/domain/entitlement.ts';

/** Akzhar (a locality) lies in Tarbagatai (a district, whose commission conducts), in East Kazakhstan, in the country. */
const akzhar: Place = { areas: ['634030100', '634030000', '630000000', 'kz'], conducting: '634030000' };
/** Precinct 101 is in Akzhar. */
const school: Place = { ...akzhar, precinct: '101' };
const answerOf = (role: Role, area: string | undefined, requirement: Requirement, place?: Place): string =>
  entitlementFault({ role, ...(area === undefined ? {} : { area }) }, requirement, place)?.code ?? 'may';

const locality = '634030100';
const district = '634030000';
const region = '630000000';
const reach: Readonly<Record<Standing, readonly string[]>> = {
  itself: [locality],
  holds: akzhar.areas,
  above: [district, region, 'kz'],
  conducts: [district],
  'above-conducting': [region, 'kz'],
  anywhere: akzhar.areas,
};
describe.each(Object.entries(reach))(
  'what is for a territorial commission that stands to it as %s',
  (standing, may) => {
    const requirement: Requirement = { territorial: [standing as Standing] };

    test.each([...akzhar.areas, '634030200', '630000', '101'])('is answered to the commission of %s', (area) => {
      expect(answerOf('territorial-commission', area, requirement, school)).toBe(
        may.includes(area) ? 'may' : 'OUT_OF_SCOPE',
      );
    });
  },
);

const inPrecinct: [Role, string | undefined, string][] = [
  ['central-commission', undefined, 'may'],
  ['central-commission', 'kz', 'may'],
  ['central-commission', 'another', 'OUT_OF_SCOPE'],
  ['territorial-commission', undefined, 'SCOPE_MISSING'],
  ['territorial-commission', district, 'may'],
  ['precinct-commission', '101', 'may'],
  ['precinct-commission', '102', 'OUT_OF_SCOPE'],
  ['precinct-commission', locality, 'OUT_OF_SCOPE'],
  ['precinct-commission', undefined, 'SCOPE_MISSING'],
  ['observer', '101', 'may'],
  ['observer', district, 'may'],
  ['observer', '102', 'OUT_OF_SCOPE'],
  ['observer', undefined, 'SCOPE_MISSING'],
  ['auditor', undefined, 'ROLE_NOT_ENTITLED'],
  ['operator', 'kz', 'ROLE_NOT_ENTITLED'],
];
test.each(inPrecinct)('what all may record in a precinct, by %s for %s: %s', (role, area, answer) => {
  expect(answerOf(role, area, { territorial: ['holds'], precinct: true, observer: true }, school)).toBe(answer);
});

test.each(roles.map((role) => [role, /^(central|territorial)/.test(role) ? 'may' : 'ROLE_NOT_ENTITLED'] as const))(
  'what lies in no area, by %s: %s',
  (role, answer) => expect(answerOf(role, 'kz', { territorial: ['anywhere'] })).toBe(answer),
);

test('a refusal says who records it', () => {
  expect(inWords({ territorial: ['conducts'], precinct: true })).toBe(
    'the central commission or the commission that conducts the contest or the precinct’s own commission',
  );
});

describe('whatever is asked', () => {
  const code = fc.constantFrom('1', '2', '3', '4', '5');
  const area = fc.option(code, { nil: undefined });
  const place = fc.record(
    { areas: fc.uniqueArray(code, { minLength: 1 }), precinct: code, conducting: code },
    { requiredKeys: ['areas'] },
  );
  const standings = fc.subarray(Object.keys(reach) as Standing[]);
  const requirement = fc.record(
    { territorial: standings, precinct: fc.constant(true as const), observer: fc.constant(true as const) },
    { requiredKeys: [] },
  );
  const nothing: Place = { areas: [] };

  test('auditors and operators record nothing', () => {
    fc.assert(
      fc.property(
        fc.constantFrom<Role>('auditor', 'operator'),
        area,
        requirement,
        place,
        (who, where, needed, what) => {
          expect(answerOf(who, where, needed, what)).toBe('ROLE_NOT_ENTITLED');
        },
      ),
    );
  });

  test('nobody but the central commission acts on what is not recorded, or outside of what the token names', () => {
    fc.assert(
      fc.property(fc.constantFrom(...recordingRoles), code, requirement, place, (who, where, needed, what) => {
        expect(answerOf(who, where, needed, nothing)).not.toBe('may');
        const places = who === 'precinct-commission' ? [what.precinct] : [what.precinct, ...what.areas];
        if (!places.includes(where)) expect(answerOf(who, where, needed, what)).not.toBe('may');
      }),
    );
  });

  test('no role is let in by what is said of another', () => {
    fc.assert(
      fc.property(fc.constantFrom(...recordingRoles), area, requirement, place, (who, where, needed, what) => {
        const { territorial: _, ...withoutTerritorial } = needed;
        const { precinct: __, ...withoutPrecinct } = needed;
        const { observer: ___, ...withoutObserver } = needed;
        const others = {
          'central-commission': {},
          'territorial-commission': withoutTerritorial,
          'precinct-commission': withoutPrecinct,
          observer: withoutObserver,
        };
        const answer = answerOf(who, where, others[who], what);
        if (who === 'central-commission') expect(answer).toBe(answerOf(who, where, needed, what));
        else expect(answer).toBe('ROLE_NOT_ENTITLED');
      }),
    );
  });
});
