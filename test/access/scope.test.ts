import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Role, roles } from '../../src/access/role.ts';
import { entitlementFault, type RecordingRole, type Requirement, type Target } from '../../src/access/scope.ts';

/** Akzhar (a locality) lies in Tarbagatai (a district), in East Kazakhstan, in the country. Precinct 101 is in Akzhar. */
const akzhar: Target = { areas: ['634030100', '634030000', '630000000', 'kz'] };
const school: Target = { ...akzhar, precinct: '101' };
const commissions: readonly RecordingRole[] = ['central-commission', 'territorial-commission', 'precinct-commission'];
const need = (scope: Requirement['scope'], ...allowed: readonly RecordingRole[]): Requirement => ({
  roles: allowed.length > 0 ? allowed : commissions,
  scope,
});

const inArea: [Role, string | undefined, string][] = [
  ['central-commission', undefined, 'may'],
  ['central-commission', 'kz', 'may'],
  ['central-commission', 'another', 'OUT_OF_SCOPE'],
  ['territorial-commission', '634030100', 'may'],
  ['territorial-commission', '634030000', 'may'],
  ['territorial-commission', '630000000', 'may'],
  ['territorial-commission', '634030200', 'OUT_OF_SCOPE'],
  ['territorial-commission', '630000', 'OUT_OF_SCOPE'],
  ['territorial-commission', undefined, 'SCOPE_MISSING'],
  ['territorial-commission', '101', 'OUT_OF_SCOPE'],
  ['precinct-commission', undefined, 'SCOPE_MISSING'],
  ['precinct-commission', '634030100', 'OUT_OF_SCOPE'],
  ['observer', '634030100', 'ROLE_NOT_ENTITLED'],
  ['auditor', undefined, 'ROLE_NOT_ENTITLED'],
  ['operator', 'kz', 'ROLE_NOT_ENTITLED'],
];
const inPrecinct: [Role, string | undefined, string][] = [
  ...inArea.filter(([role]) => role.startsWith('territorial') || role.startsWith('central')),
  ['precinct-commission', '101', 'may'],
  ['precinct-commission', '102', 'OUT_OF_SCOPE'],
  ['precinct-commission', '634030100', 'OUT_OF_SCOPE'],
  ['precinct-commission', undefined, 'SCOPE_MISSING'],
];
const answerOf = (role: Role, area: string | undefined, requirement: Requirement, target: Target): string =>
  entitlementFault({ role, ...(area === undefined ? {} : { area }) }, requirement, target)?.code ?? 'may';

describe('an act that commissions record', () => {
  test.each(inArea)('in an area, by %s for %s: %s', (role, area, answer) => {
    expect(answerOf(role, area, need('area'), akzhar)).toBe(answer);
    expect(answerOf(role, area, need('contest'), akzhar)).toBe(answer);
  });

  test.each(inPrecinct)('in a precinct, by %s for %s: %s', (role, area, answer) => {
    expect(answerOf(role, area, need('precinct'), school)).toBe(answer);
  });

  test.each(roles.map((role) => [role, role.endsWith('commission') ? 'may' : 'ROLE_NOT_ENTITLED'] as const))(
    'anywhere, by %s: %s',
    (role, answer) => expect(answerOf(role, undefined, need('any'), { areas: [] })).toBe(answer),
  );
});

test.each([
  ['101', 'may'],
  ['634030000', 'may'],
  ['102', 'OUT_OF_SCOPE'],
  [undefined, 'SCOPE_MISSING'],
])('an observer accredited for %s submits a copy from precinct 101: %s', (area, answer) => {
  expect(answerOf('observer', area, need('precinct', 'observer'), school)).toBe(answer);
});

describe('whatever is asked', () => {
  const code = fc.constantFrom('1', '2', '3', '4', '5');
  const area = fc.option(code, { nil: undefined });
  const target = fc.record(
    { areas: fc.uniqueArray(code, { minLength: 1 }), precinct: code },
    { requiredKeys: ['areas'] },
  );
  const scope = fc.constantFrom('any', 'area', 'contest', 'precinct');
  const requirement = fc.record({ roles: fc.subarray([...commissions, 'observer'] as const), scope });
  const role = fc.constantFrom(...roles);

  test('auditors and operators record nothing, even if a command named them', () => {
    fc.assert(
      fc.property(fc.constantFrom('auditor', 'operator'), area, scope, target, (who, where, which, what) => {
        const named = { roles: roles as unknown as RecordingRole[], scope: which };
        expect(answerOf(who, where, named, what)).toBe('ROLE_NOT_ENTITLED');
      }),
    );
  });

  test('who may act in a place may act in every place below it, and nobody with another role may', () => {
    fc.assert(
      fc.property(role, area, requirement, target, (who, where, needed, what) => {
        if (answerOf(who, where, needed, what) !== 'may') return;
        expect(needed.roles).toContain(who);
        expect(answerOf(who, where, needed, { ...what, areas: ['below', ...what.areas] })).toBe('may');
      }),
    );
  });

  test('a commission reaches nothing that does not lie in what its token names', () => {
    fc.assert(
      fc.property(fc.constantFrom(...commissions), code, requirement, target, (who, where, needed, what) => {
        fc.pre(needed.scope !== 'any');
        const places = who === 'precinct-commission' ? [what.precinct] : what.areas;
        if (!places.includes(where)) expect(answerOf(who, where, needed, what)).not.toBe('may');
      }),
    );
  });
});
