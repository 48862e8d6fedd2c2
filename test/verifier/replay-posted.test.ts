import { beforeAll, expect, test } from '@jest/globals';
import type { Leaf } from '../../src/verifier/formats/leaf.ts';
import { HonestRecord, replayed } from './replay-record.ts';
import { calling, precinctDay, standing } from './replay-village.ts';

/** A protocol of a commission of three, posted. */
let honest: readonly Leaf[];
let posting: number;
beforeAll(async () => {
  const record = await HonestRecord.open();
  await record.record(...calling('kz-akim-2021'), ...standing, ...precinctDay('p', 5, 3));
  honest = await record.leaves();
  await record.close();
  posting = honest.findIndex(({ type }) => type === 'ProtocolPosted');
});

const posted = (version: number, data: unknown) =>
  replayed(honest.map((leaf, i) => (i === posting ? { ...leaf, version, data } : leaf)));

test('a posting says how many sat in the commission, and another number is found', () => {
  expect(honest[posting]!.data).toMatchObject({ members: 3 });
  expect(replayed(honest).rules).toEqual([]);
  expect(posted(2, { ...(honest[posting]!.data as object), members: 1 }).rules).toEqual([
    { index: posting, message: expect.stringMatching(/ProtocolPosted: \/members is 1, the rules lead to 3/) },
  ]);
});

test('a posting of old says nothing of it, and is in order', () => {
  const { members: _, ...old } = honest[posting]!.data as { members: number };
  const { rules, relations } = posted(1, old);
  expect({ rules, relations }).toEqual({ rules: [], relations: [] });
});
