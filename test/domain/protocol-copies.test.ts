import { describe, expect, test } from '@jest/globals';
import { accepted, actsWith, corrected, counted, countDone, figures, hash, night, reading } from './protocol-acts.ts';

const { enter, submitCopy, attachAct, explain } = actsWith();
const recounted = [
  ...corrected('recount-by-order'),
  ...['clerk-1', 'clerk-2'].map((clerk) => enter(clerk, reading({}, { votes: { a: 200, b: 190 } }))),
];

describe('a copy that somebody holds', () => {
  test('is recorded as it is, with what it does not show', () => {
    const { decision } = accepted().when(submitCopy({ a: 210 }, { ballotsInBoxes: 402 }));
    expect(decision).toMatchObject([
      {
        type: 'ObserverCopySubmitted',
        data: {
          copy: 'copy-1',
          official: 'observer-1',
          figures: { ballotsInBoxes: 402, ballotsValid: null },
          votes: { a: 210 },
          sha256: hash,
          at: night,
        },
      },
    ]);
  });

  test('comes once under each code', () => {
    accepted().after(submitCopy({})).when(submitCopy({})).thenRefused('COPY_SUBMITTED');
    accepted()
      .after(submitCopy({}))
      .when(submitCopy({}, {}, 'copy-2'))
      .thenAnswered('ObserverCopySubmitted');
  });

  test('is held against the record at once, field by field', () => {
    const { decision } = accepted().when(submitCopy({ a: 212, b: 180, c: 0 }, { ...figures, ballotsInvalid: 2 }));
    expect((decision as readonly unknown[])[1]).toEqual({
      type: 'ObserverCopyDiffered',
      data: {
        copy: 'copy-1',
        differences: [
          { field: '/figures/ballotsInvalid', copy: 2, record: 4 },
          { field: '/votes/a', copy: 212, record: 210 },
          { field: '/votes/c', copy: 0, record: null },
        ],
      },
    });
  });

  test('that says the same, or shows less, does not differ', () => {
    accepted().when(submitCopy(counted.votes, figures)).thenAnswered('ObserverCopySubmitted');
    accepted()
      .when(submitCopy({ b: 180 }))
      .thenAnswered('ObserverCopySubmitted');
  });

  test('waits for the protocol when it is there first', () => {
    const held = countDone.after(submitCopy({ a: 211 }), enter('clerk-1'));
    held.when(enter('clerk-2')).thenRecordedTypes('ProtocolEntered', 'ProtocolAccepted', 'ObserverCopyDiffered');
    expect(held.state.copies.get('copy-1')).toMatchObject({ differs: false });
    expect(held.after(enter('clerk-2')).state.copies.get('copy-1')).toMatchObject({ differs: true });
  });

  test('is held against the record again after a recount, whichever way it turns', () => {
    const { state } = accepted().after(
      submitCopy({ a: 200 }, {}, 'right'),
      submitCopy({ a: 210 }, {}, 'wrong'),
      ...recounted,
    );
    expect(state.copies.get('right')).toMatchObject({ differs: false });
    expect(state.copies.get('wrong')).toMatchObject({ differs: true });
  });

  test('that differs is explained like any other discrepancy', () => {
    const held = accepted().after(submitCopy({ a: 211 }), submitCopy({ a: 210 }, {}, 'copy-2'));
    held.when(explain('observer-copy', 'copy-1')).thenAnswered('DiscrepancyExplained');
    held.when(explain('observer-copy', 'copy-2')).thenRefused('DISCREPANCY_UNKNOWN');
    held.when(explain('observer-copy', 'copy-3')).thenRefused('DISCREPANCY_UNKNOWN');
    held.when(explain('observer-copy')).thenRefused('DISCREPANCY_UNKNOWN');
  });

  test('is evidence whatever became of the precinct’s result, and held against nothing when that is invalid', () => {
    accepted()
      .after(...corrected('invalidation'))
      .when(submitCopy({ a: 211 }))
      .thenAnswered('ObserverCopySubmitted');
  });

  test('may speak of a candidate by any code', () => {
    accepted()
      .when(submitCopy({ constructor: 1 }))
      .thenRecordedTypes('ObserverCopySubmitted', 'ObserverCopyDiffered');
  });
});

describe('an observer’s act', () => {
  test('is attached at any time, once under each code', () => {
    const recorded = {
      type: 'ObserverActAttached' as const,
      data: { act: 'act-1', official: 'observer-1', sha256: hash, about: 'Ballots were not shown', at: night },
    };
    countDone.when(attachAct()).thenRecorded(recorded);
    accepted()
      .after(...corrected('invalidation'))
      .when(attachAct())
      .thenRecorded(recorded);
    accepted().after(attachAct()).when(attachAct()).thenRefused('ACT_ATTACHED');
    accepted().after(attachAct()).when(attachAct('act-2')).thenAnswered('ObserverActAttached');
  });
});
