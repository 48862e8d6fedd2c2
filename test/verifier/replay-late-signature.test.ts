import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Leaf } from '../../src/verifier/formats/leaf.ts';
import { by, HonestRecord, replayed, type Wish } from './replay-record.ts';
import { calling, precinctDay, standing } from './replay-village.ts';

const precinct = { election: 'e', precinct: 'p' };
const protocol = { ...precinct, contest: 'c' };
/** The first of them in the chair. */
const commission = (officials: readonly string[]) => ({
  members: officials.map((official, i) => ({ official, name: official, office: i === 0 ? 'chair' : 'member' })),
});
const composed = (...officials: string[]): Wish[] =>
  ['ProposeComposition', 'ConfirmComposition'].map((name, i) => ({
    name,
    target: precinct,
    input: commission(officials),
    by: by(`r${i}`, 'r'),
  }));
const sign = (official: string): Wish => ({
  name: 'SignProtocol',
  target: protocol,
  input: { at: '2021-07-25T23:00:00+06:00' },
  by: by(official),
});

/** The protocol of p1, p2 and p3 is posted; then p3 is made chair, `new` joins, and p3 signs. */
let record: HonestRecord;
let honest: readonly Leaf[];
let last: number;
beforeAll(async () => {
  record = await HonestRecord.open();
  await record.record(
    ...calling('kz-akim-2021'),
    ...standing,
    ...precinctDay('p', 5, 3),
    ...composed('p3', 'p1', 'new'),
  );
  for (const process of [0, 1]) expect(await record.ask(sign('new'), process)).toBe(false);
  expect(await record.ask(sign('p3'), 1)).toBe(true);
  honest = await record.leaves();
  last = honest.length - 1;
});
afterAll(() => record.close());

const lastSaying = (data: object, actor: string): Leaf[] =>
  honest.map((leaf, i) =>
    i === last ? { ...leaf, data: { ...(leaf.data as object), ...data }, meta: { ...leaf.meta, actor } } : leaf,
  );

describe('a signature after the posting', () => {
  test('of who sat there then is in order, in the office held then', () => {
    expect(honest[last]).toMatchObject({ type: 'ProtocolSigned', data: { official: 'p3', office: 'member' } });
    const { rules, relations } = replayed(honest);
    expect({ rules, relations }).toEqual({ rules: [], relations: [] });
  });

  test('that an export has of a newcomer is found', () => {
    expect(replayed(lastSaying({ official: 'new' }, 'new')).rules).toEqual([
      { index: last, message: expect.stringMatching(/e\/c\/p: ProtocolSigned is refused: JOINED_AFTER_POSTING/) },
    ]);
  });

  test('that an export has of somebody made an officer since is found', () => {
    expect(replayed(lastSaying({ office: 'chair' }, 'p3')).rules).toEqual([
      { index: last, message: expect.stringMatching(/\/office is "chair", the rules lead to "member"/) },
    ]);
  });

  test('is found under a posting of old, too, which does not say how many sat there', () => {
    const old = lastSaying({ official: 'new' }, 'new').map((leaf) => {
      if (leaf.type !== 'ProtocolPosted') return leaf;
      const { members: _, ...data } = leaf.data as { members: number };
      return { ...leaf, version: 1, data };
    });
    expect(replayed(old).rules).toMatchObject([
      { index: last, message: expect.stringMatching(/JOINED_AFTER_POSTING/) },
    ]);
  });
});

test('a commission composed anew before the posting is the one that signs after it', async () => {
  const earlier = await HonestRecord.open();
  const day = precinctDay('p', 5, 3);
  const posting = day.findIndex(({ name }) => name === 'PostProtocol');
  await earlier.record(...calling('kz-akim-2021'), ...standing, ...day.slice(0, posting));
  await earlier.record(...composed('p1', 'p2', 'new'), ...day.slice(posting), sign('new'));
  expect(replayed(await earlier.leaves()).rules).toEqual([]);
  await earlier.close();
});
