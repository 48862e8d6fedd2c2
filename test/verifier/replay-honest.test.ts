import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { HonestRecord, replayed } from './replay-record.ts';
import {
  afterwards,
  anything,
  approve,
  calling,
  precinctDay,
  publish,
  registerAkim,
  type Rules,
  standing,
  tabulate,
} from './replay-village.ts';

/** Acts in the order of the law, with anything else in between: one of five draws goes astray, and what may come of papers after it. */
const courses = fc.record({
  rules: fc.constantFrom<Rules>('kz-akim-2021', 'plurality', 'kz-akim-2026'),
  votes: fc.tuple(fc.integer({ min: 2, max: 6 }), fc.integer({ min: 2, max: 6 })),
  off: fc.constantFrom(0, 0, 0, 1),
  draws: fc.array(fc.nat(1_000_000), { minLength: 60, maxLength: 140, size: 'max' }),
  late: fc.oneof(fc.constant([]), fc.array(fc.nat(100_000), { maxLength: 25, size: 'max' })),
  tail: fc.array(fc.nat(1_000_000), { maxLength: 30, size: 'max' }),
});
type Course = typeof courses extends fc.Arbitrary<infer T> ? T : never;

async function take(
  record: HonestRecord,
  { rules, votes: [a, b], off, draws, late, tail }: Course,
  sideBySide: boolean,
) {
  const script = [...calling(rules), ...standing, ...precinctDay('p', a, b), ...precinctDay('q', b, a, off), tabulate];
  for (const draw of draws) {
    const n = Math.floor(draw / 7);
    if (draw % 5 === 0 && sideBySide) {
      await Promise.all([record.ask(anything(n), draw % 2), record.ask(script[0] ?? anything(n + 1), 1 - (draw % 2))]);
      script.shift();
    } else if (draw % 5 === 0) await record.ask(anything(n), draw % 2);
    else if (script.length > 0) await record.ask(script.shift()!, draw % 2);
    else break;
  }
  for (const n of late) {
    for (const wish of afterwards(n)) {
      const beside = sideBySide ? record.ask(afterwards(n >> 3)[0]!, 1) : undefined;
      await Promise.all([record.ask(wish), beside]);
    }
  }
  for (const n of tail) {
    const last = await record.leaves();
    const tabulated = last.findLast(({ type }) => type === 'ResultTabulated');
    const position = (tabulated?.data as { position?: number })?.position ?? 0;
    const official = ['d1', 'd2', 'd3', 'n1'][n % 4]!;
    const next = [tabulate, approve(official, position), approve(official, position), publish, registerAkim('a')];
    await record.ask(n % 8 === 3 ? anything(n) : next[(n >> 3) % 5]!, n % 2);
  }
}

const seen = new Map<string, number>();

async function check(course: Course, step: number, sideBySide: boolean): Promise<void> {
  const record = await HonestRecord.open(step);
  try {
    await take(record, course, sideBySide);
    const leaves = await record.leaves();
    for (const { type } of leaves) seen.set(type, (seen.get(type) ?? 0) + 1);
    const published = leaves.length > 0 ? await record.results('e') : undefined;
    const { replay, rules, relations, results } = replayed(leaves, published);
    expect({ rules, relations, results }).toEqual({ rules: [], relations: [], results: [] });
    if (!sideBySide) expect([replay.sideBySide, replay.uncheckable]).toEqual([[], []]);
    if (published !== undefined) expect(replay.compared).toBe(true);
  } finally {
    await record.close();
  }
}

const runs = 25;

describe('A record that was written by the rules', () => {
  test('is found to keep them, whatever happened: nobody is accused', async () => {
    await fc.assert(
      fc.asyncProperty(courses, (course) => check(course, 120_000, false)),
      { numRuns: runs, endOnFailure: true },
    );
  });

  test('is not accused either when two processes wrote it side by side', async () => {
    await fc.assert(
      fc.asyncProperty(courses, (course) => check(course, 1_000, true)),
      { numRuns: runs, endOnFailure: true },
    );
    // The walks get to where replaying is hard.
    for (const type of ['RecountCompleted', 'DiscrepancyFlagged', 'ObserverCopyDiffered', 'ResultTabulated'])
      expect([type, seen.get(type)]).toEqual([type, expect.any(Number)]);
  });
});
