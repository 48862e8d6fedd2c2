import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { runCli } from '../support/cli.ts';
import { temporaryFolder } from '../support/tiny-package.ts';

/** Folder of the real packages; without it these tests are left out, since the data are not a part of the project. */
const data = process.env['VOTE_RECORD_CONFORMANCE'];

interface Row {
  readonly level: string;
  readonly code: string;
  readonly precincts: { readonly expected: number; readonly counted: number };
  readonly figures: Readonly<Record<string, number | null>>;
  readonly votes: Readonly<Record<string, number>>;
  readonly invalid: Readonly<Record<string, number>>;
}

(data === undefined ? describe.skip : describe)('80,101 real ballots of Minneapolis, 2013', () => {
  test('add up to what is known of them, in the city and in every precinct, and load once', async () => {
    using folder = temporaryFolder();
    const path = join(data!, 'minneapolis-2013');
    const first = await runCli(folder.path, 'load', path, '--json');
    expect(first.code).toBe(0);
    const loaded = JSON.parse(first.out);
    expect(loaded).toMatchObject({
      refused: [],
      before: -1,
      taken: { areas: 14, precincts: 117, contests: 1, candidates: 36, boxes: 117, ballots: 80_101 },
    });

    const { out } = await runCli(folder.path, 'results', 'mpls-mayor-2013', '--json');
    const results = JSON.parse(out);
    const rows: Row[] = results.contests[0].areas;
    const city = rows.find(({ code }) => code === 'MPLS')!;
    expect(city.precincts).toMatchObject({ expected: 117, counted: 117 });
    expect(city.figures).toMatchObject({
      ballotsInBoxes: 80_101,
      ballotsInvalid: 927,
      ballotsValid: 79_174,
      votersOnRoll: null,
    });
    expect(city.votes).toMatchObject({ C03: 28_935, C26: 19_584, C13: 8_335, C07: 7_511 });
    expect(city.invalid).toMatchObject({ 'intent-unclear': 834, 'more-than-one-marked': 93, unsigned: 0 });
    const tied = rows.find(({ code }) => code === 'MINNEAPOLIS-W-2-P-10')!;
    expect(tied.votes).toMatchObject({ C03: 44, C26: 44 });
    for (const level of ['district', 'precinct']) {
      const parts = rows.filter((row) => row.level === level);
      expect(parts.reduce((sum, { votes }) => sum + votes['C03']!, 0)).toBe(28_935);
    }

    const again = JSON.parse((await runCli(folder.path, 'load', path, '--json')).out);
    expect(again).toMatchObject({ refused: [], before: loaded.position, position: loaded.position });
    const after = JSON.parse((await runCli(folder.path, 'results', 'mpls-mayor-2013', '--json')).out);
    expect([after.position, after.digest]).toEqual([results.position, results.digest]);
  }, 240_000);
});

(data === undefined ? describe.skip : describe)('12,441 real precinct protocols of Bulgaria, 2017', () => {
  test('add up to what is known of them, and show just the faults they have', async () => {
    using folder = temporaryFolder();
    const { code, out: told } = await runCli(folder.path, 'load', join(data!, 'bulgaria-2017'), '--json');
    expect(code).toBe(0);
    expect(JSON.parse(told)).toMatchObject({
      refused: [],
      taken: { areas: 370, precincts: 12_441, contests: 1, candidates: 23, protocols: 12_441 },
    });

    const { out } = await runCli(folder.path, 'results', 'bg-parliament-2017', '--json', '--level', 'country');
    const [country]: Row[] = JSON.parse(out).contests[0].areas;
    expect(country!.precincts).toMatchObject({ expected: 12_441, counted: 12_441 });
    expect(country!.figures).toMatchObject({
      ballotsReceived: 7_581_341,
      votersOnRoll: 7_004_358,
      ballotsIssued: 3_682_151,
      ballotsInBoxes: 3_682_493,
      ballotsInvalid: 169_009,
      ballotsValid: 3_513_419,
      votesAgainstAll: 87_850,
    });
    expect(country!.votes).toMatchObject({ 10: 955_490, 11: 1_147_292, 17: 318_513 });
    expect(Object.values(country!.votes).reduce((sum, votes) => sum + votes, 0)).toBe(3_425_640);

    const { out: flags } = await runCli(folder.path, 'replay', '--type', 'DiscrepancyFlagged', '--json');
    const faults: Record<string, number> = {};
    for (const line of flags.trim().split('\n')) {
      const { kind } = JSON.parse(line).data as { kind: string };
      faults[kind] = (faults[kind] ?? 0) + 1;
    }
    // No more and no fewer: in boxes > issued (C5), in boxes != invalid + valid (C2), and so on.
    expect(faults).toEqual({ C1: 1_430, C2: 1, C3: 9, C5: 9, C7: 2, C9: 4 });
  }, 240_000);
});
