import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { lineOf, networkOf } from '../../src/access/network.ts';
import { Rate } from '../../src/access/rate.ts';
import { readConfig } from '../../src/config/config.ts';

describe('a rate of so many a minute', () => {
  const pauses = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 });

  test('lets no more through in any time than it says, and one more after the wait that it names', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 120 }), pauses, (perMinute, waits) => {
        let now = 1_000;
        const rate = new Rate(perMinute, () => now);
        let taken = 0;
        for (const pause of waits) {
          now += pause;
          if (rate.take('a') === 0) taken++;
          expect(taken).toBeLessThanOrEqual(perMinute + ((now - 1_000) * perMinute) / 60_000 + 1e-6);
        }
        now += rate.wait('a') * 1_000;
        expect(rate.take('a')).toBe(0);
      }),
    );
  });

  test.each([
    ['a day of rural akims, a million ballots', 1_000_000 / 100 + 1_847 * 12, 5_000],
    ['a national day, twelve million', 12_000_000 / 500 + 10_000 * 8, 2_000],
  ])('does not hold up who loads %s, in %d requests, %d a second', (_, requests, perSecond) => {
    const { byAddress, byIdentity } = readConfig({}).limits;
    for (const perMinute of [byAddress, byIdentity]) {
      let now = 0;
      const rate = new Rate(perMinute, () => now);
      let held = 0;
      for (let i = 0; i < requests; i++, now += 1_000 / perSecond) held += rate.take('loader');
      expect(held).toBe(0);
    }
  });

  test('saves up for one minute and no longer', () => {
    let now = 0;
    const rate = new Rate(2, () => now);
    rate.take('a');
    now = 3_600_000;
    expect([rate.take('a'), rate.take('a'), rate.take('a')]).toEqual([0, 0, 30]);
  });

  test('counts each that asks alone, and none where there is no limit', () => {
    const rate = new Rate(1, () => 0);
    expect([rate.take('a'), rate.take('a'), rate.take('b')]).toEqual([0, 60, 0]);
    const none = new Rate(0, () => 0);
    expect(Array.from({ length: 100 }, () => none.take('a'))).toEqual(Array(100).fill(0));
  });
});

test.each([
  ['203.0.113.77', '203.0.113.0/24', '203.0.113.77'],
  ['::ffff:203.0.113.77', '203.0.113.0/24', '203.0.113.77'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0::/48', '2001:db8:0:0'],
  ['2001:0DB8:0001::', '2001:db8:1::/48', '2001:db8:1:0'],
  ['::1', '0:0:0::/48', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0::/48', 'fe80:0:0:0'],
  ['unix', 'unknown', 'unix'],
])('of the address %s a log says %s, and it counts as %s', (address, network, line) => {
  expect(networkOf(address)).toBe(network);
  expect(lineOf(address)).toBe(line);
});
