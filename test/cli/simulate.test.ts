import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hash } from 'node:crypto';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ballotBatches } from '../../src/cli/package/ballots.ts';
import type { Fault } from '../../src/cli/package/fault.ts';
import { openPackage } from '../../src/cli/package/open.ts';
import { copies, type PackageCopy, type PackageProtocol, protocols } from '../../src/cli/package/papers.ts';
import { readSetUp } from '../../src/cli/package/set-up.ts';
import { isFault } from '../../src/cli/package/table.ts';
import { runCli } from '../../src/cli/program.ts';
import type { Answers } from '../../src/cli/simulate/answers.ts';
import { countryOf } from '../../src/cli/simulate/country.ts';
import { freshFolder } from '../../src/cli/simulate/fresh-folder.ts';
import { scales } from '../../src/cli/simulate/scales.ts';
import { writeSimulation } from '../../src/cli/simulate/simulate.ts';
import type { Surroundings } from '../../src/cli/surroundings.ts';
import { againstAll } from '../../src/domain/ballot-box/events.ts';
import { findings } from '../../src/domain/protocol/findings.ts';
import { terminalKept } from '../support/cli.ts';
import { temporaryFolder } from '../support/tiny-package.ts';

type Votes = Record<string, number>;

/** A package as `load` would read it. */
interface Read {
  readonly answers: Answers;
  readonly protocols: readonly PackageProtocol[];
  readonly copies: readonly PackageCopy[];
  /** Ballots by `contest/precinct`, then by choice. */
  readonly boxes: ReadonlyMap<string, Votes>;
  readonly faults: readonly Fault[];
}

async function simulated(seed: number): Promise<Read> {
  using folder = temporaryFolder();
  await writeSimulation(countryOf(scales.day, seed), folder.path, () => undefined);
  const files = await openPackage(folder.path);
  const setUp = await readSetUp(files);
  const faults = [...setUp.faults];
  const kept = async <T extends object>(items: AsyncIterable<T | Fault>): Promise<T[]> => {
    const all: T[] = [];
    for await (const item of items) {
      if (isFault(item)) faults.push(item as Fault);
      else all.push(item as T);
    }
    return all;
  };
  const boxes = new Map<string, Votes>();
  for (const { contest, precinct, choices } of await kept(ballotBatches(files, setUp))) {
    const box = boxes.get(`${contest}/${precinct}`) ?? {};
    boxes.set(`${contest}/${precinct}`, box);
    for (const choice of choices) box[choice] = (box[choice] ?? 0) + 1;
  }
  const answers = JSON.parse(readFileSync(join(folder.path, 'answers.json'), 'utf8')) as Answers;
  return {
    answers,
    protocols: await kept(protocols(files, setUp)),
    copies: await kept(copies(files, setUp)),
    boxes,
    faults,
  };
}

const relations = ['C1', 'C2', 'C3', 'C5', 'C7', 'C8', 'C9', 'C12', 'C14'] as const;
const total = (votes: Iterable<number>) => [...votes].reduce((sum, each) => sum + each, 0);

/** What the record's own checks say of a protocol and of the ballots beside it. */
function findingsOf({ contest, precinct, figures, votes }: PackageProtocol, box: Votes) {
  const content = { figures, votes: Object.fromEntries(votes), issuedByMember: null, inWords: null };
  const invalid = total(Object.entries(box).flatMap(([choice, count]) => (choice.startsWith('invalid:') ? count : [])));
  const ballots = new Map([...Object.entries(box), ['invalid', invalid]] as [string, number][]);
  const examined = { content, lines: [...votes.keys(), againstAll], mobileBoxes: [], ballots };
  return findings(relations, examined).map(({ kind, ...sides }) => ({ contest, precinct, relation: kind, ...sides }));
}

const anySeed = fc.integer({ min: 0, max: 999_999_999 });
const someRuns = { numRuns: 12 };

describe('a simulated election', () => {
  test('is a sound package whose protocols break just those relations that the answers list, with both sides', async () => {
    await fc.assert(
      fc.asyncProperty(anySeed, async (seed) => {
        const read = await simulated(seed);
        expect(read.faults).toEqual([]);
        const found = read.protocols.flatMap((each) =>
          findingsOf(each, read.boxes.get(`${each.contest}/${each.precinct}`)!),
        );
        expect(found).toEqual(read.answers.faultyProtocols);
        expect(new Set(found.map(({ relation }) => relation)).size).toBe(8);
      }),
      someRuns,
    );
  });

  test('has ballots that add up to the protocols, but where a fault is listed, and both to the answers', async () => {
    await fc.assert(
      fc.asyncProperty(anySeed, async (seed) => {
        const { answers, protocols: all, boxes } = await simulated(seed);
        const faulty = new Set(answers.faultyProtocols.map(({ precinct }) => precinct));
        expect(boxes.size).toBe(all.length);
        for (const { contest, precinct, figures, votes } of all) {
          if (faulty.has(precinct)) continue;
          const box = boxes.get(`${contest}/${precinct}`)!;
          expect(total(Object.values(box))).toBe(figures.ballotsInBoxes);
          expect(box[againstAll] ?? 0).toBe(figures.votesAgainstAll);
          for (const [candidate, count] of votes) expect(box[candidate] ?? 0).toBe(count);
        }
        for (const { contest, figures, votes, ballots } of answers.contests) {
          const own = all.filter((each) => each.contest === contest);
          for (const [name, figure] of Object.entries(figures)) {
            expect(total(own.map((each) => each.figures[name as keyof typeof figures]!))).toBe(figure);
          }
          for (const [candidate, count] of Object.entries(votes)) {
            expect(total(own.map((each) => each.votes.get(candidate)!))).toBe(count);
          }
          for (const [choice, count] of Object.entries(ballots.byChoice)) {
            expect(total(own.map(({ precinct }) => boxes.get(`${contest}/${precinct}`)![choice] ?? 0))).toBe(count);
          }
        }
      }),
      someRuns,
    );
  });

  test('has observers’ copies that differ from the protocols in just the fields that the answers list', async () => {
    await fc.assert(
      fc.asyncProperty(anySeed, async (seed) => {
        const { answers, protocols: all, copies: submitted } = await simulated(seed);
        const differing = submitted.flatMap(({ contest, precinct, copy, figures, votes }) => {
          const protocol = all.find((each) => each.contest === contest && each.precinct === precinct)!;
          const between = (part: string, ours: object, record: object) =>
            Object.entries(ours).flatMap(([name, value]) => {
              const stated = (record as Votes)[name];
              return value === stated ? [] : [{ field: `/${part}/${name}`, copy: value, record: stated }];
            });
          const differences = [
            ...between('figures', figures, protocol.figures),
            ...between('votes', Object.fromEntries(votes), Object.fromEntries(protocol.votes)),
          ];
          return differences.length > 0 ? [{ contest, precinct, copy, differences }] : [];
        });
        expect(differing).toEqual(answers.copies.differing);
        expect(submitted).toHaveLength(answers.copies.submitted);
        expect(submitted.length).toBeGreaterThan(differing.length);
        for (const { contest, votes } of answers.copies.turned) {
          const own = submitted.filter((each) => each.contest === contest);
          expect(own).toHaveLength(all.filter((each) => each.contest === contest).length);
          for (const [candidate, count] of Object.entries(votes)) {
            expect(total(own.map((each) => each.votes.get(candidate)!))).toBe(count);
          }
        }
      }),
      someRuns,
    );
  });
});

describe('vote-record simulate', () => {
  /** Runs the command line with nothing around it but a terminal: a simulation asks for nothing else. */
  async function run(...args: readonly string[]) {
    const { terminal, out, err } = terminalKept();
    const code = await runCli(['simulate', ...args], { terminal } as unknown as Surroundings);
    return { code, out: out(), err: err() };
  }
  const digestsIn = (folder: string) =>
    readdirSync(folder).map((file) => [file, hash('sha256', readFileSync(join(folder, file)))]);

  test('writes the same bytes for the same seed, and other ones for another', async () => {
    using folder = temporaryFolder();
    const [a, b, c] = ['a', 'b', 'c'].map((name) => join(folder.path, 'deep', name)) as [string, string, string];
    expect(await run('--scale', 'day', '--seed', '5', '--out', a)).toMatchObject({ code: 0 });
    expect(await run('--scale', 'day', '--seed', '5', '--out', b)).toMatchObject({ code: 0 });
    expect(await run('--scale', 'day', '--seed', '6', '--out', c)).toMatchObject({ code: 0 });
    expect(digestsIn(a)).toHaveLength(11);
    expect(digestsIn(b)).toEqual(digestsIn(a));
    expect(digestsIn(c).filter(([, digest]) => digestsIn(a).some(([, other]) => other === digest))).toEqual([]);
  });

  test('tells what it wrote, as one JSON object where it is asked to', async () => {
    using folder = temporaryFolder();
    const out = join(folder.path, 'day');
    const { out: told } = await run('--scale', 'day', '--out', out, '--json');
    expect(JSON.parse(told)).toMatchObject({
      out,
      scale: 'day',
      election: 'simulated-day-1',
      seed: 1,
      regions: 2,
      contests: 4,
      precincts: 20,
      candidates: 13,
      ballots: readFileSync(join(out, 'ballots.csv'), 'utf8').split('\n').length - 2,
      faultyProtocols: 8,
      turnedContests: 1,
    });
  });

  test('leaves alone a folder that holds something, and what is no folder', async () => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'diary.txt'), 'dear diary');
    const full = await run('--scale', 'day', '--out', folder.path);
    expect([full.code, full.err]).toEqual([
      1,
      `vote-record: ${folder.path} is not empty: name a folder that is new.\n`,
    ]);
    const file = await run('--scale', 'day', '--out', join(folder.path, 'diary.txt'));
    expect([file.code, file.err]).toEqual([1, `vote-record: ${join(folder.path, 'diary.txt')} is no folder.\n`]);
    expect(readdirSync(folder.path)).toEqual(['diary.txt']);
  });

  test('does not understand a scale that there is not, or a seed that is no whole number', async () => {
    using folder = temporaryFolder();
    const out = join(folder.path, 'out');
    expect(await run('--scale', 'world', '--out', out)).toMatchObject({
      code: 2,
      err: expect.stringContaining('kz-2021'),
    });
    expect(await run('--scale', 'day', '--seed', '-1', '--out', out)).toMatchObject({ code: 2 });
    expect(await run('--scale', 'day')).toMatchObject({ code: 2, err: expect.stringContaining('--out') });
    expect(existsSync(out)).toBe(false);
  });

  test('leaves nothing half-written when it is stopped, not even the folders above', async () => {
    using folder = temporaryFolder();
    const place = join(folder.path, 'above', 'day');
    const stopped = freshFolder(place, (path) =>
      writeSimulation(countryOf(scales.day, 1), path, () => {
        expect(readdirSync(path)).toContain('ballots.csv');
        throw new Error('The disk is full.');
      }).then(() => undefined),
    );
    await expect(stopped).rejects.toThrow('The disk is full.');
    expect(readdirSync(folder.path)).toEqual([]);
    mkdirSync(place, { recursive: true });
    await freshFolder(place, async (path) => writeFileSync(join(path, 'whole'), ''));
    expect(readdirSync(join(folder.path, 'above'), { recursive: true })).toEqual(['day', join('day', 'whole')]);
  });
});
