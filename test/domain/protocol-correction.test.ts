import { describe, expect, test } from '@jest/globals';
import { corrections } from '../../src/domain/protocol/events.ts';
import { stageOf } from '../../src/domain/protocol/state.ts';
import { plurality } from './elections.ts';
import {
  accepted,
  actsWith,
  closedAt,
  corrected,
  counted,
  countDone,
  facts,
  figures,
  hash,
  night,
  reading,
} from './protocol-acts.ts';

const acts = actsWith();
const { enter, propose, confirm } = acts;

const decided = {
  reason: 'As the commission found',
  evidence: hash,
  proposedBy: 'm1',
  official: 'm2',
  at: night,
};

describe('a correction', () => {
  test.each(corrections)('takes two people and a paper that stands: %s', (correction) => {
    countDone.when(propose(correction)).thenRefused('PROTOCOL_NOT_ACCEPTED');
    accepted().when(confirm(correction)).thenRefused('CORRECTION_NOT_PROPOSED');
    accepted()
      .when(propose(correction))
      .thenRecorded({
        type: 'CorrectionProposed',
        data: { correction, reason: 'As the commission found', evidence: hash, official: 'm1', at: night },
      });
    const proposed = accepted().after(propose(correction));
    proposed.when(confirm(correction, 'm1')).thenRefused('CONFIRMED_BY_THE_SAME');
    for (const other of corrections.filter((each) => each !== correction)) {
      proposed.when(confirm(other)).thenRefused('CORRECTION_NOT_PROPOSED');
    }
    proposed.after(confirm(correction)).when(confirm(correction, 'm3')).thenRefused('CORRECTION_NOT_PROPOSED');
  });

  test('is a recount by the precinct, or by order of the higher commission, or the end of the result', () => {
    const recount = (by: 'precinct' | 'commission') => ({
      type: 'RecountOrdered' as const,
      data: { round: 1, by, ...decided },
    });
    const by = (correction: 'recount-by-precinct' | 'recount-by-order' | 'invalidation') =>
      accepted().after(propose(correction)).when(confirm(correction));
    by('recount-by-precinct').thenRecorded(recount('precinct'));
    by('recount-by-order').thenRecorded(recount('commission'));
    by('invalidation').thenRecorded({ type: 'PrecinctResultInvalidated', data: decided });
  });

  test('is not proposed while a recount is under way', () => {
    const underWay = accepted().after(...corrected('recount-by-order'));
    expect(stageOf(underWay.state)).toBe('recount');
    for (const correction of corrections) underWay.when(propose(correction)).thenRefused('RECOUNT_UNDER_WAY');
    underWay.after(enter('clerk-1')).when(propose('invalidation')).thenRefused('RECOUNT_UNDER_WAY');
  });
});

describe('the precinct recounts', () => {
  const inTime = actsWith({}, '2021-07-26T08:00:00+06:00');
  const late = actsWith({}, '2021-07-26T08:00:01+06:00');

  test('until twelve hours after the polls closed, to the second', () => {
    accepted().when(inTime.propose('recount-by-precinct')).thenAnswered('CorrectionProposed');
    accepted().when(late.propose('recount-by-precinct')).thenRefused('RECOUNT_TOO_LATE');
    const proposed = accepted().after(propose('recount-by-precinct'));
    proposed.when(inTime.confirm('recount-by-precinct')).thenAnswered('RecountOrdered');
    proposed.when(late.confirm('recount-by-precinct')).thenRefused('RECOUNT_TOO_LATE');
    accepted().when(late.propose('recount-by-order')).thenAnswered('CorrectionProposed');
  });

  test('twelve hours after the moment the polls closed, whatever the offset it is written with', () => {
    const utc = actsWith({ precinct: { ...facts.precinct!, closedAt } }, '2021-07-26T02:00:00Z');
    accepted().when(utc.propose('recount-by-precinct')).thenAnswered('CorrectionProposed');
  });

  test('once; the higher commission may order it again', () => {
    const recounted = accepted().after(...corrected('recount-by-precinct'), enter('clerk-1'), enter('clerk-2'));
    recounted.when(propose('recount-by-precinct')).thenRefused('RECOUNTED_BY_PRECINCT');
    recounted.when(propose('recount-by-order')).thenAnswered('CorrectionProposed');
    const ordered = accepted().after(...corrected('recount-by-order'), enter('clerk-1'), enter('clerk-2'));
    ordered.when(propose('recount-by-precinct')).thenAnswered('CorrectionProposed');
    ordered
      .after(...corrected('recount-by-order'))
      .when(enter('clerk-1'))
      .thenAnswered('ProtocolEntered');
  });

  test('at any time where the rule set sets none', () => {
    const abroad = actsWith({ election: plurality }, '2021-12-31T08:00:00Z');
    accepted().when(abroad.propose('recount-by-precinct')).thenAnswered('CorrectionProposed');
  });
});

describe('the higher commission corrects', () => {
  const published = actsWith({ decided: true, published: true });
  const established = actsWith({ decided: true });

  test.each(['recount-by-order', 'invalidation'] as const)('until the result is published: %s', (correction) => {
    accepted().when(established.propose(correction)).thenAnswered('CorrectionProposed');
    accepted().when(published.propose(correction)).thenRefused('RESULT_PUBLISHED');
    accepted().after(propose(correction)).when(published.confirm(correction)).thenRefused('RESULT_PUBLISHED');
  });
});

describe('a recount', () => {
  const other = reading({ ballotsInvalid: 3, ballotsValid: 399 }, { votes: { a: 211, b: 180 } });
  const underWay = accepted().after(...corrected('recount-by-order'));

  test('is read by two people anew, and ends with what was, what is, and where they differ', () => {
    underWay
      .after(enter('clerk-1', other))
      .when(enter('clerk-2', other))
      .thenRecorded(
        {
          type: 'ProtocolEntered',
          data: { round: 1, entry: 2, official: 'clerk-2', content: other, paper: null, imported: null, at: night },
        },
        {
          type: 'RecountCompleted',
          data: {
            round: 1,
            before: counted,
            after: { figures: { ...figures, ballotsInvalid: 3, ballotsValid: 399 }, votes: { a: 211, b: 180 } },
            differences: [
              { field: '/figures/ballotsInvalid', before: 4, after: 3 },
              { field: '/figures/ballotsValid', before: 398, after: 399 },
              { field: '/votes/a', before: 210, after: 211 },
            ],
            at: night,
          },
        },
      );
  });

  test('may find the same again', () => {
    const { decision } = underWay.after(enter('clerk-1')).when(enter('clerk-2'));
    expect(decision).toMatchObject([{}, { type: 'RecountCompleted', data: { before: counted, differences: [] } }]);
  });

  test('leaves nothing of what was amiss with the paper before', () => {
    const faulty = accepted(reading({ ballotsReceived: 501 }));
    expect([...faulty.state.discrepancies.keys()]).toEqual(['C1/']);
    const { state } = faulty.after(...corrected('recount-by-order'), enter('clerk-1'), enter('clerk-2'));
    expect([...state.discrepancies.keys()]).toEqual([]);
  });

  test('that was ordered is read even when the result is established by then', () => {
    underWay.when(actsWith({ decided: true }).enter('clerk-1')).thenAnswered('ProtocolEntered');
  });

  test('adds no step to the count', () => {
    underWay.when(acts.openStationary('hall-2')).thenRefused('PROTOCOL_ENTERED');
  });
});

describe('an invalidated result', () => {
  const invalid = accepted().after(...corrected('invalidation'));

  test.each([
    acts.enter('clerk-3'),
    acts.examine(),
    acts.explain('C1'),
    acts.sign('m1'),
    acts.post(),
    acts.issueCopy(),
    ...corrections.map((correction) => propose(correction)),
  ])('takes nothing more: $type $correction', (act) => {
    invalid.when(act).thenRefused('PRECINCT_RESULT_INVALIDATED');
  });
});
