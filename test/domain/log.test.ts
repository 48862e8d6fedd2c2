import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isRefusal } from '../../src/domain/decider.ts';
import { areConfirmed, type LogCommand, logDecider, type LogState } from '../../src/domain/log/decider.ts';
import { given } from '../support/given.ts';

const log = given(logDecider);
const propose = (policy: string, by: string): LogCommand => ({ type: 'ProposeWitnessPolicy', policy, by });
const adopt = (policy: string, by: string): LogCommand => ({ type: 'AdoptWitnessPolicy', policy, by });
const proposeKeys = (keys: readonly string[], by: string): LogCommand => ({ type: 'ProposeSigningKeys', keys, by });
const confirmKeys = (keys: readonly string[], by: string): LogCommand => ({ type: 'ConfirmSigningKeys', keys, by });

describe('who witnesses the log', () => {
  test('is proposed by one and adopted by another', () => {
    log.when(propose('p', 'a')).thenRecorded({ type: 'WitnessPolicyProposed', data: { policy: 'p', by: 'a' } });
    const proposed = log.after(propose('p', 'a'));
    proposed.when(adopt('p', 'b')).thenRecorded({ type: 'WitnessPolicyAdopted', data: { policy: 'p' } });
    proposed.when(adopt('p', 'a')).thenRefused('SAME_PERSON');
    proposed.when(adopt('q', 'b')).thenRefused('NOT_PROPOSED');
    log.when(adopt('p', 'b')).thenRefused('NOT_PROPOSED');
    proposed.when(propose('p', 'a')).thenRecorded();
  });

  test('waits for a second person with what was proposed last, and with nothing once it is settled', () => {
    const twice = log.after(propose('p', 'a'), propose('q', 'b'));
    twice.when(adopt('p', 'b')).thenRefused('NOT_PROPOSED');
    twice.when(adopt('q', 'b')).thenRefused('SAME_PERSON');
    const settled = twice.after(adopt('q', 'a'));
    settled.when(propose('q', 'a')).thenRefused('IN_FORCE');
    settled.when(adopt('q', 'b')).thenRefused('NOT_PROPOSED');
    settled.after(propose('p', 'a')).when(adopt('p', 'b')).thenRecordedTypes('WitnessPolicyAdopted');
  });
});

describe('what the log is signed with', () => {
  test('is proposed by one and confirmed by another, key for key', () => {
    const keys = ['log+1', 'log+2'];
    const proposed = log.after(proposeKeys(keys, 'a'));
    proposed.when(confirmKeys(keys, 'a')).thenRefused('SAME_PERSON');
    proposed.when(confirmKeys(keys.toReversed(), 'b')).thenRefused('NOT_PROPOSED');
    proposed.when(confirmKeys(keys, 'b')).thenRecorded({ type: 'SigningKeysConfirmed', data: { keys } });
    proposed.when(proposeKeys(keys, 'a')).thenRecorded();
    const confirmed = proposed.after(confirmKeys(keys, 'b'));
    confirmed.when(proposeKeys(keys, 'a')).thenRefused('IN_FORCE');
    expect(areConfirmed(confirmed.state, keys)).toBe(true);
    expect(areConfirmed(proposed.state, keys)).toBe(false);
  });

  test('and by whom it is witnessed are apart: neither proposal is lost over the other', () => {
    const both = log.after(propose('p', 'a'), proposeKeys(['k'], 'b'));
    both.when(adopt('p', 'b')).thenRecordedTypes('WitnessPolicyAdopted');
    both
      .after(adopt('p', 'b'))
      .when(confirmKeys(['k'], 'a'))
      .thenRecordedTypes('SigningKeysConfirmed');
  });
});

test('whatever one person asks, alone, settles nothing', () => {
  const of = fc.constantFrom('p', 'q');
  const commands = fc.oneof(
    fc.tuple(fc.constantFrom(propose, adopt), of).map(([make, policy]) => make(policy, 'admin')),
    fc.tuple(fc.constantFrom(proposeKeys, confirmKeys), of).map(([make, key]) => make([key], 'admin')),
  );
  fc.assert(
    fc.property(fc.array(commands, { maxLength: 12 }), (asked) => {
      const state = asked.reduce<LogState>((before, command) => {
        const decision = logDecider.decide(command, before);
        return isRefusal(decision) ? before : decision.reduce(logDecider.evolve, before);
      }, log.state);
      expect(state.policy).toBeUndefined();
      expect(state.confirmedKeys).toEqual([]);
    }),
  );
});
