import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { areaDecider } from '../../src/domain/area/decider.ts';
import type { Member } from '../../src/domain/commission.ts';
import type { CommissionCommand } from '../../src/domain/composition.ts';
import { isRefusal } from '../../src/domain/decider.ts';
import { precinctDecider } from '../../src/domain/precinct/decider.ts';
import { given } from '../support/given.ts';
import { commissionOf, in2021 } from './elections.ts';

const compose = (members: readonly Member[]): CommissionCommand => ({ type: 'ComposeCommission', members });
const propose = (members: readonly Member[], by: string): CommissionCommand => ({
  type: 'ProposeComposition',
  members,
  by,
});
const confirm = (members: readonly Member[], by: string): CommissionCommand => ({
  type: 'ConfirmComposition',
  members,
  by,
});
const name = { en: 'Place' };
const area = given(areaDecider).after({
  type: 'RegisterArea',
  level: 'country',
  parent: null,
  name,
  facts: { election: in2021, parent: undefined },
});
const precinct = given(precinctDecider).after({
  type: 'FormPrecinct',
  area: '63',
  name: 'School',
  votersOnRoll: null,
  facts: { election: in2021, area: { level: 'region', parent: null } },
});

describe.each([
  ['a territorial commission', area],
  ['a precinct commission', precinct],
] as const)('%s', (_, place) => {
  const composed = place.after(compose(commissionOf(3)));

  test('that is composed is changed by nobody alone', () => {
    composed.when(compose(commissionOf(5))).thenRefused('COMPOSITION_TAKES_TWO');
    composed.when(confirm(commissionOf(5), 'm1')).thenRefused('NOT_PROPOSED');
    composed
      .after(propose(commissionOf(5), 'm1'))
      .when(confirm(commissionOf(5), 'm1'))
      .thenRefused('SAME_PERSON');
  });

  test('is composed anew as one proposes and another confirms', () => {
    const members = commissionOf(5);
    composed.when(propose(members, 'm1')).thenRecorded({ type: 'CompositionProposed', data: { members, by: 'm1' } });
    composed
      .after(propose(members, 'm1'))
      .when(confirm(members, 'm2'))
      .thenRecorded({ type: 'CommissionComposed', data: { members } });
    expect(composed.after(propose(members, 'm1'), confirm(members, 'm2')).state.members).toEqual(members);
  });

  test('is composed as it was proposed last, and once', () => {
    const proposed = composed.after(propose(commissionOf(5), 'm1'), propose(commissionOf(7), 'm1'));
    proposed.when(confirm(commissionOf(5), 'm2')).thenRefused('NOT_PROPOSED');
    proposed
      .after(confirm(commissionOf(7), 'm2'))
      .when(confirm(commissionOf(7), 'm2'))
      .thenRefused('NOT_PROPOSED');
  });

  test('takes nobody’s key on the way', () => {
    const own = (letter: string): Member[] => [
      { ...commissionOf(3)[0]!, key: `${letter.repeat(42)}A=` },
      ...commissionOf(3).slice(1),
    ];
    const keyed = place.after(compose(own('a')));
    keyed.when(propose(own('b'), 'm1')).thenRefused('KEY_TAKES_TWO');
    expect(keyed.after(propose(commissionOf(3), 'm1'), confirm(commissionOf(3), 'm2')).state.keys).toEqual(
      keyed.state.keys,
    );
  });

  test('that is not composed is not composed anew, and a faulty one is not proposed', () => {
    place.when(propose(commissionOf(3), 'm1')).thenRefused('NOT_COMPOSED');
    composed.when(propose(commissionOf(4), 'm1')).thenRefused('COMMISSION_EVEN');
  });
});

test('whatever is asked, who sits in a commission changes by two people alone', () => {
  const people = fc.constantFrom('m1', 'm2', 'm3');
  const members = fc.constantFrom(commissionOf(1), commissionOf(3), commissionOf(5));
  const command = fc.oneof(
    members.map(compose),
    fc.tuple(members, people).map(([some, by]) => propose(some, by)),
    fc.tuple(members, people).map(([some, by]) => confirm(some, by)),
  );
  fc.assert(
    fc.property(fc.array(command, { maxLength: 12 }), (commands) => {
      let { state } = area.after(compose(commissionOf(3)));
      for (const each of commands) {
        const decision = areaDecider.decide(each, state);
        if (isRefusal(decision)) continue;
        const { proposed } = state;
        state = decision.reduce((folded, event) => areaDecider.evolve(folded, event), state);
        if (decision[0]!.type !== 'CommissionComposed') continue;
        expect(each).toMatchObject({ type: 'ConfirmComposition', members: proposed!.members });
        expect('by' in each && each.by).not.toBe(proposed!.by);
      }
    }),
  );
});
