import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { by, HonestRecord, recounted, replayed, type Wish } from './replay-record.ts';
import { calling, standing } from './replay-village.ts';

const contest = { election: 'e', contest: 'c' };
const commission = { election: 'e', area: 'd' };
const members = ['d1', 'd3', 'new'].map((official, i) => ({
  official,
  name: `Member ${official}`,
  office: i === 0 ? 'chair' : 'member',
}));
const on = (time: string) => ({ at: `2021-07-26T${time}:00+06:00` });
const found = { reason: 'As the commission found', evidence: 'ab'.repeat(32) };
const propose: Wish = {
  name: 'ProposeInvalidation',
  target: contest,
  input: { ...found, ...on('10:00') },
  by: by('d2', 'd'),
};
const confirm: Wish = { name: 'InvalidateContest', target: contest, input: on('11:00'), by: by('d3', 'd') };
const anew = (name: string, who: string): Wish => ({
  name,
  target: commission,
  input: { members },
  by: by(who, 'r'),
});
/** The second member of the commission that conducts the contest is replaced. */
const replaced = [anew('ProposeComposition', 'r1'), anew('ConfirmComposition', 'r2')];

let record: HonestRecord;
beforeEach(async () => {
  record = await HonestRecord.open();
  await record.record(...calling('kz-akim-2021'), ...standing, propose);
});
afterEach(() => record.close());

describe('a contest that is void by the word of two members', () => {
  test('stays so when one of them leaves later', async () => {
    await record.record(confirm, ...replaced);
    expect(replayed(await record.leaves()).rules).toEqual([]);
  });

  test('is not, when the first has left before the second speaks: neither to a server nor to who verifies', async () => {
    expect(await record.ask(replaced[0]!, 1)).toBe(true);
    expect(await record.ask(replaced[1]!, 1)).toBe(true);
    expect(await record.ask(confirm, 1)).toBe(false);
    expect(await record.ask(confirm)).toBe(false);
    await record.record({ ...propose, by: by('d1', 'd') }, confirm);
    const leaves = await record.leaves();
    expect(replayed(leaves).rules).toEqual([]);
    // Whoever forges takes the second proposal out, and has the record say that the first one was confirmed.
    const second = leaves.findLastIndex(({ type }) => type === 'InvalidationProposed');
    const forged = leaves.map((leaf) =>
      leaf.type === 'ContestInvalidated' ? { ...leaf, data: { ...(leaf.data as object), proposedBy: 'd2' } } : leaf,
    );
    expect(replayed(recounted(forged.toSpliced(second, 1))).rules).toEqual([
      { index: second, message: expect.stringMatching(/ContestInvalidated: PROPOSER_LEFT: d2/) },
    ]);
  });
});
