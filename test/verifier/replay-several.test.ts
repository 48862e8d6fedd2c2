import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { addDays } from '../../src/domain/clock.ts';
import type { Leaf } from '../../src/verifier/formats/leaf.ts';
import { RecordFolder } from '../audit/record.ts';
import { exportHonest, failing, Forgery } from './exported.ts';
import { HonestRecord, recounted, replayed, type Wish } from './replay-record.ts';
import {
  approve,
  calling,
  precinctDay,
  publish,
  registerAkim,
  repeat,
  type Rules,
  standing,
  tabulate,
} from './replay-village.ts';

/** What is asked for in the election that repeats the first: a month later, for those who may stand in it. */
const again = (wishes: readonly Wish[], stand: readonly string[]): Wish[] =>
  wishes
    .filter(({ target }) => !('candidate' in target) || stand.includes(String(target.candidate)))
    .map((wish) => {
      const text = JSON.stringify(wish.input).replaceAll(/2021-\d\d-\d\d/g, later);
      const input = JSON.parse(text) as { votes?: Record<string, number> };
      const votes =
        input.votes && Object.fromEntries(Object.entries(input.votes).filter(([code]) => stand.includes(code)));
      const repeats = wish.name === 'CallContest' ? { repeats: { election: 'e', contest: 'c' } } : {};
      return {
        ...wish,
        target: { ...wish.target, election: 'again' },
        input: { ...input, ...(votes && { votes }), ...repeats },
      };
    });
const later = (day: string) => (day < '2021-07-20' ? '2021-07-30' : addDays(day, 31));

/** The same elsewhere, at the same time. */
const elsewhere = (wish: Wish): Wish => ({ ...wish, target: { ...wish.target, election: 'other' } });

const count = async (record: HonestRecord, of: (wish: Wish) => Wish, end: readonly Wish[]) => {
  await record.record(of(tabulate));
  const position = (await record.leaves()).length - 2;
  await record.record(of(approve('d1', position)), of(approve('d2', position)), ...end);
};

/** A tie in one election and its repeat in another; a third one goes on beside the first, act by act. */
async function threeElections(rules: Rules, stand: readonly string[]): Promise<HonestRecord> {
  const record = await HonestRecord.open();
  const day = [...calling(rules), ...standing, ...precinctDay('p', 5, 3), ...precinctDay('q', 3, 5)];
  for (const wish of day) await record.record(wish, elsewhere(wish));
  await count(record, (wish) => wish, [repeat('2021-08-25', 'again')]);
  await count(record, elsewhere, []);
  const repeated = (wish: Wish) => again([wish], stand)[0]!;
  const second = [...calling(rules), ...standing, ...precinctDay('p', 5, 3), ...precinctDay('q', 4, 4)];
  await record.record(...again(second, stand));
  await count(record, repeated, [repeated(publish), repeated(registerAkim('a'))]);
  return record;
}

const found = ({ rules, relations, results }: ReturnType<typeof replayed>) => [...rules, ...relations, ...results];

describe.each<[Rules, string[]]>([
  ['kz-akim-2021', ['a', 'b', 'z']],
  ['kz-akim-2026', ['a', 'b']],
])('a record of three elections, one the repeat of another (%s)', (rules, stand) => {
  let record: HonestRecord;
  let honest: readonly Leaf[];
  beforeAll(async () => {
    record = await threeElections(rules, stand);
    honest = await record.leaves();
  }, 60_000);
  afterAll(() => record.close());

  const placeOf = (type: string, stream: string) => {
    const index = honest.findIndex((leaf) => leaf.type === type && leaf.stream === stream);
    if (index < 0) throw new Error(`no ${type} in ${stream}`);
    return index;
  };
  const changed = (index: number, data: object): Leaf[] =>
    honest.map((leaf) => (leaf.index === index ? { ...leaf, data: { ...(leaf.data as object), ...data } } : leaf));

  test.each(['e', 'other', 'again'])(
    'keeps every rule, and adds up to what is published of each: %s',
    async (election) => {
      expect(found(replayed(honest, await record.results(election)))).toEqual([]);
    },
  );

  test('is known for what it is when the results of one election are published as those of another', async () => {
    const results = JSON.parse(await record.results('again')) as object;
    expect(replayed(honest, JSON.stringify({ ...results, election: 'e' })).results).not.toHaveLength(0);
  });

  test('is convicted by a moved ballot of an election that the published results are not about', async () => {
    const moved = placeOf('BallotCast', 'ballotbox-other/c/p');
    const { rules: faults } = replayed(changed(moved, { choice: 'z' }), await record.results('e'));
    expect(faults.map(({ index }) => index)).toContain(placeOf('ResultTabulated', 'contest-other/c'));
    expect(faults.every(({ message }) => message.includes('-other/'))).toBe(true);
  });

  test('names the repeat that was never called so', () => {
    const called = placeOf('ContestCalled', 'contest-again/c');
    const repeats = { election: 'e', contest: 'c', candidates: ['a', 'z'] };
    const first = (leaves: readonly Leaf[]) => replayed(leaves).rules[0];
    expect(first(changed(called, { repeats }))).toMatchObject({ index: called });
    expect(first(changed(called, { repeats: { ...repeats, election: 'other' } }))).toMatchObject({ index: called });
    const call = honest.findIndex(({ type }) => type.startsWith('Repeat'));
    expect(first(changed(call, { heldIn: 'elsewhere' }))).toMatchObject({ index: called });
    expect(first(changed(call, { votingDay: '2021-08-24' }))).toMatchObject({ index: called });
    const dropped = replayed(recounted(honest.filter(({ index }) => index !== call))).rules;
    expect(dropped.map(({ index }) => index)).toContain(called - 1);
  });

  test('stands in one export, which is about each election in turn', async () => {
    using folder = new RecordFolder();
    for (const election of ['e', 'again']) {
      const path = `${folder.away}/${election}`;
      const keys = await exportHonest(folder, record, election, path);
      using exported = new Forgery(path, { folder, keys, kept: ['', ''] });
      const report = await exported.verified({ checkpoints: [] }, true);
      expect(report).toMatchObject({ good: true, size: honest.length });
      expect(failing(report)).toEqual([]);
      expect(report.findings.find(({ number }) => number === 9)).toMatchObject({ outcome: 'holds' });
    }
  });
});
