import { setTimeout } from 'node:timers/promises';
import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { Lanes } from '../../src/cli/load/lanes.ts';

test('jobs of a lane run one after the other in the order they were begun, of all lanes at most 64 at a time', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('a', 'b', 'c', undefined), { maxLength: 200 }), async (lanesOfJobs) => {
      const lanes = new Lanes();
      const ended: Record<string, number[]> = {};
      const under = { way: 0, most: 0 };
      for (const [i, lane] of lanesOfJobs.entries()) {
        await lanes.begin(async () => {
          under.most = Math.max(under.most, ++under.way);
          await (i % 3 === 0 ? setTimeout(0) : undefined);
          (ended[lane ?? 'none'] ??= []).push(i);
          under.way--;
        }, lane);
      }
      await lanes.done();
      for (const lane of ['a', 'b', 'c']) {
        expect(ended[lane] ?? []).toEqual([...lanesOfJobs.keys()].filter((i) => lanesOfJobs[i] === lane));
      }
      expect(Object.values(ended).flat()).toHaveLength(lanesOfJobs.length);
      expect(under.most).toBeLessThanOrEqual(64);
    }),
    { numRuns: 30 },
  );
});

test('after a failure nothing more is begun, and whoever waits is told', async () => {
  const lanes = new Lanes();
  let begun = 0;
  await lanes.begin(async () => {
    throw new Error('the line is broken');
  }, 'a');
  await lanes.begin(async () => begun++, 'a');
  await expect(lanes.done()).rejects.toThrow('the line is broken');
  await expect(lanes.begin(async () => begun++)).rejects.toThrow('the line is broken');
  expect(begun).toBe(0);
});
