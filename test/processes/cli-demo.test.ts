import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { Chance } from '../../src/cli/demo/chance.ts';
import { ballotsOf, country } from '../../src/cli/demo/country.ts';
import { runCli, startCli } from '../support/cli.ts';
import { temporaryFolder } from '../support/tiny-package.ts';

const patience = 120_000;

/** What the play is made of, counted without the system. */
function plainCount(seed: number) {
  const chance = new Chance(seed);
  const localities = country(chance).flatMap((district) => district.localities);
  return { localities, precincts: localities.flatMap((locality) => locality.precincts) };
}

/** All ballots of a play. */
function ballots(seed: number) {
  const chance = new Chance(seed);
  return country(chance).flatMap(({ localities }) => localities.map((locality) => ballotsOf(locality, chance)));
}

test(
  'the demo plays a voting day on a free port, prints figures that add up, and leaves nothing behind',
  async () => {
    using folder = temporaryFolder();
    await using taken = createServer().listen(0, '127.0.0.1');
    await once(taken, 'listening');
    const { port } = taken.address() as { port: number };
    const { code, out, err } = await runCli(folder.path, 'demo', '--exit', '--seed', '7', '--port', String(port));
    expect({ code, err: code === 0 ? '' : err }).toEqual({ code: 0, err: '' });

    const { precincts } = plainCount(7);
    const issued = precincts.reduce((sum, precinct) => sum + precinct.issued, 0);
    const areas = [
      ...out.matchAll(/^.+\((region|district)\) +(\d+) +(\d+) of (\d+) +([\d,]+) +([\d,]+) +([\d,]+)/gm),
    ].map(([, level, contests, counted, expected, boxes, invalid, valid]) => ({
      level,
      contests: Number(contests),
      counted: [Number(counted), Number(expected)],
      figures: [boxes, invalid, valid].map((text) => Number(text!.replaceAll(',', ''))),
    }));
    expect(areas.map(({ level }) => level)).toEqual(['region', 'district', 'district', 'district']);
    const [region, ...districts] = areas;
    expect(region).toMatchObject({
      contests: 6,
      counted: [18, 18],
      figures: [issued, expect.any(Number), expect.any(Number)],
    });
    for (const i of [0, 1, 2]) {
      expect(districts.reduce((sum, { figures }) => sum + figures[i]!, 0)).toBe(region!.figures[i]);
    }
    expect(region!.figures[0]).toBe(region!.figures[1]! + region!.figures[2]!);
    expect(out).toMatch(/digest [0-9a-f]{64}/);
    expect(out.match(/ {2}elected$/gm)).toHaveLength(5);
    expect(out.match(/ {2}tie$/gm)).toHaveLength(2);
    expect(err).toContain('is refused registration');
    expect(err).toContain('withdraws in');
    expect(err).toContain('sent twice after a broken line, and is recorded once');
    expect(err).toContain('repeat voting is called for');
    expect(err).toContain('differed in one figure: one was discarded by a third person');
    expect(err).toContain('does not add up (C1): accepted as a fact, flagged, and explained');
    expect(err).toContain('says something else than the protocol, and so do the recorded ballots');
    expect(err).toContain('cannot be certified as it stands (DISCREPANCIES_UNEXPLAINED)');
    expect(err).toContain('33 votes go back');
    expect(err).not.toContain(`127.0.0.1:${port}.`);
    expect(readdirSync(folder.path)).toEqual([]);
  },
  patience,
);

test(
  'Ctrl-C ends the demo at any time: its server stops, its record is removed',
  async () => {
    using folder = temporaryFolder();
    const child = startCli(folder.path, 'demo', '--port', '0');
    const [address] = await new Promise<RegExpExecArray>((resolve, reject) => {
      child.once('close', () => reject(new Error('the demo ended before its server was up')));
      let text = '';
      child.stderr!.setEncoding('utf8').on('data', (chunk: string) => {
        text += chunk;
        const found = /http:\/\/[\d.:]+\d/.exec(text);
        if (found) resolve(found);
      });
    });
    expect((await fetch(`${address}/health/live`)).status).toBe(200);
    child.kill('SIGINT');
    const [code] = (await once(child, 'close')) as [number | null];
    expect(code).toBe(0);
    await expect(fetch(`${address}/health/live`)).rejects.toThrow('fetch failed');
    expect(existsSync(`${folder.path}/record.sqlite`)).toBe(false);
  },
  patience,
);

test('the same seed gives the same people and ballots, another seed others; the tie is one to the vote', () => {
  expect(ballots(3)).toEqual(ballots(3));
  expect(ballots(3)).not.toEqual(ballots(4));
  for (const seed of [1, 2, 3, 4, 5]) {
    const { localities } = plainCount(seed);
    const tied = localities.find(({ ties }) => ties)!;
    const votes = ballotsOf(tied, new Chance(seed)).flat();
    const [first, second] = tied.candidates.map(({ code }) => votes.filter((choice) => choice === code).length);
    expect(first).toBeGreaterThan(0);
    expect(first).toBe(second);
  }
});
