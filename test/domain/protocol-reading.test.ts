import { describe, expect, test } from '@jest/globals';
import { protocolDecider } from '../../src/domain/protocol/decider.ts';
import { figureNames } from '../../src/domain/protocol/figures.ts';
import { stageOf } from '../../src/domain/protocol/state.ts';
import { given } from '../support/given.ts';
import { plurality } from './elections.ts';
import { accepted, actsWith, content, counted, countDone, figures, hash, night, reading } from './protocol-acts.ts';

const { enter, discard } = actsWith();
const row = { file: hash, line: 17 };
const other = reading({ ballotsIssued: 403 }, { inWords: content.inWords });
const differing = countDone.after(enter('clerk-1'), enter('clerk-2', other));

const entered = (entry: 1 | 2, official: string, what = content) => ({
  type: 'ProtocolEntered' as const,
  data: { round: 0, entry, official, content: what, paper: null, imported: null, at: night },
});

describe('a protocol', () => {
  test('is read by two people, and accepted when both read the same', () => {
    countDone.when(enter('clerk-1')).thenRecorded(entered(1, 'clerk-1'));
    countDone
      .after(enter('clerk-1'))
      .when(enter('clerk-2'))
      .thenRecorded(entered(2, 'clerk-2'), { type: 'ProtocolAccepted', data: { ...counted, at: night } });
    expect(stageOf(accepted().state)).toBe('accepted');
  });

  test('is not read twice by the same person', () => {
    countDone.after(enter('clerk-1')).when(enter('clerk-1')).thenRefused('SECOND_ENTRY_BY_THE_SAME');
  });

  test('once accepted is changed by a recount alone', () => {
    accepted().when(enter('clerk-3')).thenRefused('PROTOCOL_ACCEPTED');
  });

  test.each(figureNames)('that lacks the figure %s of the form is none', (name) => {
    countDone.when(enter('clerk-1', reading({ [name]: null }))).thenRefused('FIGURE_MISSING');
    countDone.when(enter('clerk-1', reading({ [name]: 0 }))).thenAnswered('ProtocolEntered');
  });

  test('may lack any figure where the form is not known', () => {
    const abroad = actsWith({ election: plurality });
    const bare = { figures: Object.fromEntries(figureNames.map((name) => [name, null])) as typeof figures };
    given(protocolDecider)
      .when(abroad.enter('clerk-1', { ...content, ...bare }))
      .thenAnswered('ProtocolEntered');
  });

  test('that comes when the result is established without it is not taken', () => {
    countDone.when(actsWith({ decided: true }).enter('clerk-1')).thenRefused('RESULT_ESTABLISHED');
    countDone
      .after(enter('clerk-1'))
      .when(actsWith({ decided: true }).enter('clerk-2'))
      .thenRecordedTypes('ProtocolEntered', 'ProtocolAccepted');
  });
});

describe('two readings that differ', () => {
  test('are shown field by field, words and missing lines among them', () => {
    const second = reading(
      { ballotsIssued: 403, ballotsValid: 389 },
      {
        votes: { a: 210, c: 180 },
        issuedByMember: { m1: 202, m2: 200, m3: 1 },
        inWords: { ...content.inWords!, figures: { ballotsIssued: 'четыреста три' } },
      },
    );
    countDone
      .after(enter('clerk-1'))
      .when(enter('clerk-2', second))
      .thenRecorded(entered(2, 'clerk-2', second), {
        type: 'ProtocolEntriesDiffered',
        data: {
          differences: [
            { field: '/figures/ballotsIssued', first: 402, second: 403 },
            { field: '/figures/ballotsValid', first: 398, second: 389 },
            { field: '/votes/b', first: 180, second: null },
            { field: '/inWords/figures/ballotsIssued', first: 'четыреста два', second: 'четыреста три' },
            { field: '/inWords/figures/votesAgainstAll', first: 'восемь', second: null },
            { field: '/votes/c', first: null, second: 180 },
            { field: '/issuedByMember/m3', first: null, second: 1 },
          ],
          at: night,
        },
      });
  });

  test('a line of 0 is not a line that lacks', () => {
    countDone
      .after(enter('clerk-1', reading({}, { votes: { a: 210, b: 180, c: 0 } })))
      .when(enter('clerk-2', reading({})))
      .thenRecordedTypes('ProtocolEntered', 'ProtocolEntriesDiffered');
  });

  test('wait until a third person discards one', () => {
    differing.when(enter('clerk-3')).thenRefused('ENTRIES_DIFFER');
    differing.when(discard('clerk-1', 1)).thenRefused('DISCARD_BY_A_CLERK');
    differing.when(discard('clerk-2', 1)).thenRefused('DISCARD_BY_A_CLERK');
    differing.when(discard('clerk-3', 1)).thenRecorded({
      type: 'ProtocolEntryDiscarded',
      data: { entry: 1, official: 'clerk-3', reason: 'As the commission found', at: night },
    });
    countDone.after(enter('clerk-1')).when(discard('clerk-3', 1)).thenRefused('ENTRIES_DO_NOT_DIFFER');
    accepted().when(discard('clerk-3', 1)).thenRefused('ENTRIES_DO_NOT_DIFFER');
  });

  test.each([
    [1, 'clerk-2', 'clerk-1', other],
    [2, 'clerk-1', 'clerk-2', content],
  ] as const)('of which number %i was wrong: it is read again, by others than %s', (wrong, kept, discarded, right) => {
    const settled = differing.after(discard('clerk-3', wrong));
    settled.when(enter(kept, right)).thenRefused('SECOND_ENTRY_BY_THE_SAME');
    settled.when(discard('clerk-3', wrong)).thenRefused('ENTRIES_DO_NOT_DIFFER');
    for (const again of [discarded, 'clerk-4']) {
      const { decision } = settled.when(enter(again, right));
      expect(decision).toMatchObject([
        { type: 'ProtocolEntered', data: { entry: wrong, official: again } },
        { type: 'ProtocolAccepted', data: { figures: right.figures } },
        ...(right === other ? [{ type: 'DiscrepancyFlagged' }, {}, {}] : []),
      ]);
    }
    settled
      .when(enter('clerk-4', reading({ ballotsIssued: 404 })))
      .thenRecordedTypes('ProtocolEntered', 'ProtocolEntriesDiffered');
  });
});

describe('a protocol imported with its source', () => {
  const abroad = actsWith({ election: plurality });

  test('stands for both readings where the rule set says so', () => {
    given(protocolDecider)
      .when(abroad.enter('clerk-1', content, row))
      .thenRecorded(
        { ...entered(1, 'clerk-1'), data: { ...entered(1, 'clerk-1').data, imported: row } },
        { type: 'ProtocolAccepted', data: { ...counted, at: night } },
      );
  });

  test('is one reading of two in Kazakhstan', () => {
    countDone.when(enter('clerk-1', content, row)).thenAnswered('ProtocolEntered');
  });

  test('is compared with what a person has read before', () => {
    const read = given(protocolDecider).after(abroad.enter('clerk-1'));
    read.when(abroad.enter('clerk-2', other, row)).thenRecordedTypes('ProtocolEntered', 'ProtocolEntriesDiffered');
    read.when(abroad.enter('clerk-1', content, row)).thenRefused('SECOND_ENTRY_BY_THE_SAME');
  });
});

test('a faulty protocol is accepted as a fact, and flagged with both sides of each relation that fails', () => {
  const faulty = reading({ ballotsInBoxes: 403, ballotsReceived: 501 });
  const { decision } = countDone.after(enter('clerk-1', faulty)).when(enter('clerk-2', faulty));
  expect(decision).toMatchObject([
    { type: 'ProtocolEntered' },
    { type: 'ProtocolAccepted' },
    { type: 'DiscrepancyFlagged', data: { kind: 'C1', subject: '', left: 501, right: 500 } },
    { type: 'DiscrepancyFlagged', data: { kind: 'C2', subject: '', left: 403, right: 402 } },
    { type: 'DiscrepancyFlagged', data: { kind: 'C5', subject: '', left: 403, right: 402 } },
  ]);
});

test('recorded ballots that say something else are flagged line by line', () => {
  const ballots = new Map([
    ['a', 209],
    ['b', 181],
    ['against-all', 8],
    ['invalid', 4],
  ]);
  const { decision } = countDone.after(enter('clerk-1')).when(actsWith({ ballots }).enter('clerk-2'));
  expect(decision).toMatchObject([
    { type: 'ProtocolEntered' },
    { type: 'ProtocolAccepted' },
    { type: 'DiscrepancyFlagged', data: { kind: 'C14', subject: 'a', left: 209, right: 210 } },
    { type: 'DiscrepancyFlagged', data: { kind: 'C14', subject: 'b', left: 181, right: 180 } },
  ]);
});
