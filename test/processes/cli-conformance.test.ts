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
