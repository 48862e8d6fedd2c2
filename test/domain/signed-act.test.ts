import { isDeepStrictEqual } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type Act, bytesToSign } from '../../src/domain/signed-act.ts';

const act: Act = {
  act: 'ApproveResult',
  log: 'log.example/akims',
  stream: 'contest-e/c',
  expectedRevision: 12,
  data: { position: 7, at: '2021-07-26T12:00:00+06:00' },
  official: 'm.chair',
};

describe('what a member signs', () => {
  test('is a line that says what it is, and canonical JSON', () => {
    expect(new TextDecoder().decode(bytesToSign(act))).toBe(
      'vote-record/signed-act/v1\n' +
        '{"act":"ApproveResult","data":{"at":"2021-07-26T12:00:00+06:00","position":7},"expectedRevision":12,' +
        '"log":"log.example/akims","official":"m.chair","stream":"contest-e/c","v":1}',
    );
  });

  test('is the same however the act was spelled, and another for any other act', () => {
    const data = fc.dictionary(fc.constantFrom('a', 'b', 'é'), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 });
    const acts = fc.record({
      act: fc.constantFrom('ApproveResult', 'SignProtocol'),
      log: fc.constantFrom('log', 'rehearsal'),
      stream: fc.constantFrom('contest-e/c', 'contest-e/d'),
      expectedRevision: fc.nat(3),
      data,
      official: fc.constantFrom('a', 'b'),
    });
    const asJson = (one: Act): unknown => JSON.parse(JSON.stringify(one));
    const text = (one: Act): string => new TextDecoder().decode(bytesToSign(one));
    fc.assert(
      fc.property(acts, acts, (one, other) => {
        const respelled = Object.fromEntries(Object.entries(one).toReversed()) as unknown as Act;
        expect(text(respelled)).toBe(text(one));
        expect(text(one) === text(other)).toBe(isDeepStrictEqual(asJson(one), asJson(other)));
      }),
    );
  });
});
