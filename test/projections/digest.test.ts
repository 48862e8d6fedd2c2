import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Digested } from '../../src/projections/digested.ts';
import { Fold } from '../../src/projections/fold.ts';
import { allProjections } from '../../src/projections/read-models.ts';
import { results } from '../../src/projections/results/projection.ts';
import { resultsOf } from '../../src/projections/results/query.ts';
import { type Happened, histories } from '../support/history.ts';
import { allAnswers, foldOf, recorded } from './answers.ts';
import { area, ballot, cast, closed, contest, precinct, sealed, turnout } from './happenings.ts';

/** SHA-256 of canonical JSON, written here once more: small and slow, as an auditor would. */
function digestOf(value: unknown): string {
  const canonical = (each: unknown): string => {
    if (Array.isArray(each)) return `[${each.map(canonical).join()}]`;
    if (each === null || typeof each !== 'object') return JSON.stringify(each);
    const fields = Object.entries(each).toSorted(([a], [b]) => (a < b ? -1 : 1));
    return `{${fields.map(([key, field]) => `${JSON.stringify(key)}:${canonical(field)}`).join()}}`;
  };
  return createHash('sha256').update(canonical(value)).digest('hex');
}

const counted = (): Happened[] => [
  area('kz', 'country', null),
  area('d', 'district', 'kz'),
  precinct('p2', 'd', null),
  precinct('p1', 'd', 100),
  contest('y', 'd'),
  contest('x', 'kz'),
  ballot('x', 'b', 'a', 'against-all'),
  ballot('y', 'c', 'd'),
  sealed('x', 'p1'),
  ...cast('x', 'p1', 'a', 'b', 'invalid:unsigned', 'against-all', 'a'),
];

const answerAfter = async (...history: Happened[]) => resultsOf(foldOf(await recorded(history)).view(results), 'e')!;

describe('The digest of the results', () => {
  it('is recomputed from the answer alone', async () => {
    const { election, digest, contests } = await answerAfter(...counted());
    for (const { code, area: constituency, areas, digest: ofContest } of contests) {
      expect(ofContest).toBe(digestOf({ election, contest: code, area: constituency, areas: areas.map(digestOf) }));
    }
    expect(digest).toBe(digestOf({ election, contests: contests.map((each) => each.digest) }));
  });

  it('is the same whatever part of them is asked for', async () => {
    const view = foldOf(await recorded(counted())).view(results);
    const whole = resultsOf(view, 'e')!;
    const part = resultsOf(view, 'e', { contest: 'x', area: 'p1' })!;
    expect([part.digest, part.contests[0]!.digest]).toEqual([whole.digest, whole.contests[0]!.digest]);
  });

  it('is the same after a tabulation and a certificate, which change no figure', async () => {
    const { digest } = await answerAfter(...counted());
    const decided = { position: 0, digest, at: '2021-07-25T22:00:00+06:00' };
    const stream = contest('x', 'kz').stream;
    const [figures, votes] = [
      { ballotsInBoxes: 5, ballotsInvalid: 1, ballotsValid: 4, votesAgainstAll: 1 },
      { a: 2, b: 1 },
    ];
    const certified = await answerAfter(
      ...counted(),
      { stream, type: 'ResultTabulated', data: { ...decided, basis: 'ballots', ...figures, votes, checkpoint: null } },
      { stream, type: 'ResultApproved', data: { official: 'o1', position: 0, commission: 0, at: decided.at } },
      { stream, type: 'ResultCertified', data: { ...decided, winner: 'a', votes: 2, checkpoint: null } },
    );
    expect([certified.contests[0]!.status, certified.digest]).toEqual(['certified', digest]);
  });

  it.each([
    ['a ballot', cast('x', 'p1', 'a')],
    ['a closed box', [closed('x', 'p1', 5)]],
    ['a sealed box', [sealed('x', 'p2')]],
    ['a turnout', [turnout('p1', 10, 5)]],
    ['a precinct', [precinct('p3', 'd', null)]],
    ['an area', [area('l', 'locality', 'd')]],
    ['a ballot text', [ballot('y', 'c', 'd', 'e')]],
  ])('is another after %s more', async (_, more) => {
    const [before, after] = [await answerAfter(...counted()), await answerAfter(...counted(), ...more)];
    expect(after.digest).not.toBe(before.digest);
  });
});

describe('The digests of any history', () => {
  it('are the same event by event, digested all the while, as at the end at once', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const events = await recorded(history);
        const followed = new Fold(allProjections);
        for (const event of events) {
          followed.apply(event);
          for (const { digest } of partsOf(followed)) expect(digest).toHaveLength(64);
        }
        expect(allAnswers(followed)).toEqual(allAnswers(foldOf(events)));
      }),
      { numRuns: 15 },
    );
  });

  it('do not depend on the order in which objects hold their fields', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const events = await recorded(history);
        const turned = events.map((event) => ({ ...event, data: fieldsReversed(event.data) }));
        expect(digests(allAnswers(foldOf(turned)))).toEqual(digests(allAnswers(foldOf(events))));
      }),
      { numRuns: 15 },
    );
  });
});

const digests = (answers: unknown) => JSON.stringify(answers).match(/"digest":"[0-9a-f]+"/g);

function partsOf(fold: Fold): Digested[] {
  return allProjections.flatMap((projection) => Array.from(fold.view(projection).values()) as unknown as Digested[]);
}

function fieldsReversed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(fieldsReversed);
  if (value === null || typeof value !== 'object') return value;
  const fields = Object.entries(value).map(([key, field]) => [key, fieldsReversed(field)]);
  return Object.fromEntries(fields.toReversed());
}
