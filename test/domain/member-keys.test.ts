import { describe, expect, test } from '@jest/globals';
import { ed25519 } from '@noble/curves/ed25519.js';
import * as fc from 'fast-check';
import { type AreaCommand, areaDecider } from '../../src/domain/area/decider.ts';
import type { AreaEvent } from '../../src/domain/area/events.ts';
import { isRefusal } from '../../src/domain/decider.ts';
import { keyOf, type MemberKeyCommand } from '../../src/domain/member-keys.ts';
import { upcast } from '../../src/domain/event-catalogue.ts';
import { weakKeys } from '../../src/domain/weak-keys.ts';
import { given } from '../support/given.ts';
import { commissionOf } from './elections.ts';

/** Keys by a letter: `key('a')`. Only their spelling matters here. */
const key = (letter: string): string => `${letter.repeat(42)}A=`;
const propose = (official: string, letter: string, by: string): MemberKeyCommand => ({
  type: 'ProposeMemberKey',
  official,
  key: key(letter),
  by,
});
const confirm = (...[official, letter, by]: Parameters<typeof propose>): MemberKeyCommand => ({
  ...propose(official, letter, by),
  type: 'ConfirmMemberKey',
});
const proposeRevocation = (...[official, letter, by]: Parameters<typeof propose>): MemberKeyCommand => ({
  ...propose(official, letter, by),
  type: 'ProposeKeyRevocation',
  reason: 'The phone was stolen.',
});
const revoke = (...[official, letter, by]: Parameters<typeof propose>): MemberKeyCommand => ({
  ...propose(official, letter, by),
  type: 'RevokeMemberKey',
});

const registered: AreaEvent = {
  type: 'AreaRegistered',
  data: { level: 'country', parent: null, name: { kk: 'Ақжар' } },
};
const composed = (
  keys: Readonly<Record<string, string>>,
  size = 3,
): Extract<AreaCommand, { type: 'ComposeCommission' }> => ({
  type: 'ComposeCommission',
  members: commissionOf(size).map((member) => {
    const letter = keys[member.official];
    return letter === undefined ? member : { ...member, key: key(letter) };
  }),
});
/** The same, where a commission is composed already: the words of two people. */
const anew = (...named: Parameters<typeof composed>): [AreaCommand, AreaCommand] => {
  const { members } = composed(...named);
  return [
    { type: 'ProposeComposition', members, by: 'm1' },
    { type: 'ConfirmComposition', members, by: 'm2' },
  ];
};
const area = given(areaDecider, registered).after(composed({}));
const enrolled = area.after(propose('m1', 'a', 'm1'), confirm('m1', 'a', 'm2'));
const revoked = enrolled.after(proposeRevocation('m1', 'a', 'm2'), revoke('m1', 'a', 'm3'));

describe("a member's key", () => {
  test('is enrolled by its holder and one other member, whoever of them begins', () => {
    expect(keyOf(enrolled.state.keys, 'm1')).toBe(key('a'));
    area
      .after(propose('m1', 'a', 'm2'))
      .when(confirm('m1', 'a', 'm1'))
      .thenRecorded({ type: 'MemberKeyConfirmed', data: { official: 'm1', key: key('a'), by: 'm1' } });
  });

  test('is replaced in the same way, and the old one is given up for ever', () => {
    const replaced = enrolled.after(propose('m1', 'b', 'm1'), confirm('m1', 'b', 'm3'));
    expect(keyOf(replaced.state.keys, 'm1')).toBe(key('b'));
    replaced.when(propose('m1', 'a', 'm1')).thenRefused('KEY_SPENT');
    replaced.when(propose('m2', 'a', 'm2')).thenRefused('KEY_SPENT');
  });

  test('is revoked by two members, the holder or not, with a reason', () => {
    enrolled.when(proposeRevocation('m1', 'a', 'm2')).thenRecorded({
      type: 'MemberKeyRevocationProposed',
      data: { official: 'm1', key: key('a'), by: 'm2', reason: 'The phone was stolen.' },
    });
    expect(keyOf(revoked.state.keys, 'm1')).toBeUndefined();
    revoked.when(propose('m1', 'a', 'm1')).thenRefused('KEY_SPENT');
    revoked.when(proposeRevocation('m1', 'a', 'm2')).thenRefused('KEY_NOT_HELD');
  });

  test.each([
    ['proposed by a stranger', propose('m1', 'a', 'x'), 'NOT_A_MEMBER'],
    ['proposed for a stranger', propose('x', 'a', 'm1'), 'NOT_A_MEMBER'],
    ['confirmed without a proposal', confirm('m3', 'c', 'm3'), 'NOT_PROPOSED'],
    ['confirmed by whoever proposed it', confirm('m2', 'b', 'm2'), 'SAME_PERSON'],
    ['confirmed as another key', confirm('m2', 'c', 'm1'), 'NOT_PROPOSED'],
    ['confirmed as the key of another', confirm('m3', 'b', 'm1'), 'NOT_PROPOSED'],
    ['confirmed by a stranger', confirm('m2', 'b', 'x'), 'NOT_A_MEMBER'],
    ['enrolled without its holder', confirm('m3', 'd', 'm2'), 'HOLDER_ABSENT'],
    ["another's already", propose('m2', 'a', 'm2'), 'KEY_TAKEN'],
    ['to be revoked, but never held', proposeRevocation('m2', 'b', 'm1'), 'KEY_NOT_HELD'],
    ['revoked without a proposal', revoke('m1', 'a', 'm2'), 'NOT_PROPOSED'],
  ])('%s is refused', (_, command, code) => {
    enrolled
      .after(propose('m2', 'b', 'm2'), propose('m3', 'd', 'm1'))
      .when(command)
      .thenRefused(code);
  });

  test.each([...weakKeys])('is none that anybody could sign for: %s', (weak) => {
    expect(ed25519.Point.fromBytes(Buffer.from(weak, 'base64'), true).isSmallOrder()).toBe(true);
    area.when({ ...propose('m1', 'a', 'm1'), key: weak }).thenRefused('KEY_WEAK');
    const [chair, ...members] = commissionOf(3);
    given(areaDecider, registered)
      .when({ type: 'ComposeCommission', members: [{ ...chair!, key: weak }, ...members] })
      .thenRefused('KEY_WEAK');
  });

  test('is not revoked by one person alone', () => {
    enrolled
      .after(proposeRevocation('m1', 'a', 'm2'))
      .when(revoke('m1', 'a', 'm2'))
      .thenRefused('SAME_PERSON');
  });

  test('proposed twice in the same words is one proposal', () => {
    area
      .after(propose('m1', 'a', 'm1'))
      .when(propose('m1', 'a', 'm1'))
      .thenRecorded();
    enrolled
      .after(proposeRevocation('m1', 'a', 'm2'))
      .when(proposeRevocation('m1', 'a', 'm2'))
      .thenRecorded();
  });

  test('is not confirmed on the word of somebody who has left since', () => {
    const left = area.after(propose('m1', 'a', 'm2'), ...anew({}, 1));
    left.when(confirm('m1', 'a', 'm1')).thenRefused('PROPOSER_LEFT');
  });

  test('stays what it was when its holder leaves and comes back', () => {
    const back = enrolled.after(...anew({}, 1), ...anew({}));
    expect(keyOf(back.state.keys, 'm1')).toBe(key('a'));
  });
});

describe('composing a commission', () => {
  test('may name first keys', () => {
    const named = given(areaDecider, registered).after(composed({ m1: 'a', m2: 'b' }));
    expect(['m1', 'm2', 'm3'].map((official) => keyOf(named.state.keys, official))).toEqual([
      key('a'),
      key('b'),
      undefined,
    ]);
    const [proposed, confirmed] = anew({ m1: 'a' });
    named.after(proposed).when(confirmed).thenRecordedTypes('CommissionComposed');
  });

  test.each([
    ['another key for somebody who has one', enrolled, anew({ m1: 'b' })[0], 'KEY_TAKES_TWO'],
    ['a key for somebody whose key was revoked', revoked, anew({ m1: 'b' })[0], 'KEY_TAKES_TWO'],
    ['a revoked key for somebody else', revoked, anew({ m2: 'a' })[0], 'KEY_SPENT'],
    ["another's key", enrolled, anew({ m2: 'a' })[0], 'KEY_TAKEN'],
    ['one key for two', area, anew({ m2: 'c', m3: 'c' })[0], 'KEY_TAKEN'],
  ])('changes nobody’s key: %s', (_, state, command, code) => state.when(command).thenRefused(code));

  test('before there were keys is read as one without', () => {
    const data = { members: commissionOf(3) };
    expect(upcast({ type: 'CommissionComposed', version: 1, data })).toMatchObject({ data });
    expect(upcast({ type: 'CommissionComposed', version: 2, data })).toMatchObject({ data });
  });
});

test('whatever members ask, a key belongs to one person, changes by two, and never comes back', () => {
  const official = fc.constantFrom('m1', 'm2', 'm3');
  const command = fc
    .tuple(
      fc.constantFrom(propose, confirm, proposeRevocation, revoke),
      official,
      fc.constantFrom('a', 'b', 'c'),
      official,
    )
    .map(([make, ...who]): AreaCommand => make(...who));
  fc.assert(
    fc.property(fc.array(command, { maxLength: 60 }), (commands) => {
      let { state } = area;
      const confirmed: string[] = [];
      const proposals: AreaEvent[] = [];
      for (const each of commands) {
        const decision = areaDecider.decide(each, state);
        if (isRefusal(decision)) continue;
        for (const event of decision) {
          state = areaDecider.evolve(state, event);
          if (event.type === 'MemberKeyConfirmed' || event.type === 'MemberKeyRevoked') {
            const { by } = event.data;
            expect(proposals.some(({ data }) => 'key' in data && data.by !== by && data.key === event.data.key)).toBe(
              true,
            );
          }
          if (event.type === 'MemberKeyConfirmed') {
            expect(confirmed).not.toContain(event.data.key);
            confirmed.push(event.data.key);
          }
          if (event.type.endsWith('Proposed')) proposals.push(event);
        }
        const held = state.keys.held.map((one) => one.key);
        expect(new Set(held).size).toBe(held.length);
        expect(held.filter((one) => state.keys.spent.some((spent) => spent.key === one))).toEqual([]);
      }
    }),
  );
});
