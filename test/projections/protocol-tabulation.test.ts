import { describe, expect, it } from '@jest/globals';
import { streams } from '../../src/domain/stream.ts';
import { noFigures } from '../../src/domain/protocol/figures.ts';
import { results } from '../../src/projections/results/projection.ts';
import { tabulationOf } from '../../src/projections/results/tabulation.ts';
import { ResultsPart } from '../../src/projections/results/view.ts';
import type { Happened } from '../support/history.ts';
import { foldOf, recorded } from './answers.ts';
import { area, ballot, called, cast, closed, contest, precinct, sealed } from './happenings.ts';

const at = '2021-07-25T22:00:00+06:00';
const hash = '0'.repeat(64);
const setUp = (rules: string): Happened[] => [
  called(rules),
  area('kz', 'country', null),
  area('d', 'district', 'kz'),
  precinct('p1', 'd', 10),
  precinct('p2', 'd', 20),
  contest('c', 'd', false),
  ballot('c', 'a', 'b'),
];
const on = (code: string) => streams.protocol('e', 'c', code);
const paper = (a: number, b: number) => ({
  figures: { ...noFigures, ballotsInBoxes: a + b, ballotsInvalid: 0, ballotsValid: a + b },
  votes: { a, b },
});
const accepted = (code: string, a: number, b: number): Happened => ({
  stream: on(code),
  type: 'ProtocolAccepted',
  data: { ...paper(a, b), at },
});
const decided = { reason: 'Why', evidence: hash, proposedBy: 'o1', official: 'o2', at };
const invalidated = (code: string): Happened => ({
  stream: on(code),
  type: 'PrecinctResultInvalidated',
  data: decided,
});
const recount = (code: string): Happened => ({
  stream: on(code),
  type: 'RecountOrdered',
  data: { round: 1, by: 'commission', ...decided },
});

async function partAfter(history: readonly Happened[]): Promise<ResultsPart> {
  return foldOf(await recorded(history))
    .view(results)
    .get('e')!;
}

async function tabulated(...history: Happened[]) {
  return tabulationOf((await partAfter(history)).find('c')!, history.length - 1);
}

const ballots = [sealed('c', 'p1'), ...cast('c', 'p1', 'a', 'b', 'b'), closed('c', 'p1', 3)];

describe('A tabulation of protocols', () => {
  it('rests on ballots until the first protocol is accepted, and on protocols from then on', async () => {
    expect(await tabulated(...setUp('plurality'), ...ballots)).toMatchObject({
      basis: 'ballots',
      votes: { a: 1, b: 2 },
      uncounted: ['p2'],
    });
    expect(await tabulated(...setUp('plurality'), ...ballots, accepted('p2', 5, 4))).toMatchObject({
      basis: 'protocols',
      votes: { a: 5, b: 4 },
      ballotsInBoxes: 9,
      uncounted: ['p1'],
    });
  });

  it('counts no precinct on its ballots where the law asks for protocols', async () => {
    const { basis, votes, uncounted } = await tabulated(...setUp('kz-akim-2021'), ...ballots);
    expect([basis, votes, uncounted]).toEqual(['protocols', { a: 0, b: 0 }, ['p1', 'p2']]);
  });

  it('waits for a recount with the old figures, and for an invalid result no more, which is in no sum', async () => {
    const both = [...setUp('plurality'), accepted('p1', 1, 2), accepted('p2', 5, 4)];
    expect(await tabulated(...both)).toMatchObject({ votes: { a: 6, b: 6 }, uncounted: [] });
    expect(await tabulated(...both, recount('p1'))).toMatchObject({ votes: { a: 6, b: 6 }, uncounted: ['p1'] });
    expect(await tabulated(...both, invalidated('p1'))).toMatchObject({ votes: { a: 5, b: 4 }, uncounted: [] });
  });

  it('names recorded ballots that contradict the paper as soon as the box is closed, until it is explained', async () => {
    const before = [...setUp('plurality'), sealed('c', 'p1'), ...cast('c', 'p1', 'a', 'b', 'b'), accepted('p1', 2, 1)];
    expect((await tabulated(...before)).discrepancies).toEqual([]);
    const after = [...before, closed('c', 'p1', 3)];
    expect((await tabulated(...after)).discrepancies).toEqual([{ precinct: 'p1', relation: 'C14' }]);
    const settled = (['a', 'b'] as const).flatMap((subject, i): Happened[] => {
      const found = { kind: 'C14', subject } as const;
      const explanation = { explanation: 'Misread', evidence: null, official: 'o1', at };
      return [
        { stream: on('p1'), type: 'DiscrepancyFlagged', data: { ...found, left: 1 + i, right: 2 - i } },
        { stream: on('p1'), type: 'DiscrepancyExplained', data: { ...found, ...explanation } },
      ];
    });
    expect((await tabulated(...after, ...settled)).discrepancies).toEqual([]);
    expect((await tabulated(...after, ...settled.slice(0, 2))).discrepancies).toHaveLength(1);
  });

  it('says that something it rests on has changed when a protocol has, and not when a copy was handed out', async () => {
    const both = [...setUp('plurality'), accepted('p1', 1, 2)];
    const issued: Happened = { stream: on('p1'), type: 'ProtocolCopyIssued', data: { copy: 'k', to: 'media', at } };
    expect((await tabulated(...both)).changedAt).toBe(both.length - 1);
    expect((await tabulated(...both, issued)).changedAt).toBe(both.length - 1);
    expect((await tabulated(...both, issued, recount('p1'))).changedAt).toBe(both.length + 1);
  });

  it('finds a constituency’s total that its precincts do not add up to', async () => {
    const part = await partAfter([...setUp('plurality'), accepted('p1', 1, 2), accepted('p2', 5, 4)]);
    const restored = (tamper: (saved: string) => string) => {
      const copy = new ResultsPart('e');
      for (const saved of part.save()) copy.restore(JSON.parse(tamper(JSON.stringify(saved))) as never);
      return tabulationOf(copy.find('c')!, 0).discrepancies;
    };
    expect(restored((saved) => saved)).toEqual([]);
    // The sums of one row are changed behind the record's back.
    const wrong = (saved: string) =>
      saved.startsWith('["of","c",["row","district"') ? saved.replace('[12,2]', '[13,2]') : saved;
    expect(restored(wrong)).toEqual([{ precinct: 'd', relation: 'C13' }]);
  });
});
