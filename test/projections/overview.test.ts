import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { digestOf } from '../../src/projections/digested.ts';
import { Fold } from '../../src/projections/fold.ts';
import { overview } from '../../src/projections/overview/query.ts';
import type { Views } from '../../src/projections/projection.ts';
import { allProjections } from '../../src/projections/read-models.ts';
import { histories } from '../support/history.ts';
import { foldOf, recorded } from './answers.ts';
import { protocolHistories } from './protocol-histories.ts';

const levels = ['country', 'region', 'district', 'locality'] as const;
const whole = (views: Views) =>
  ['e', 'e1', 'e2'].map((election) => levels.map((level) => overview(views, election, { level, limit: 1000 })));

describe('The overviews of any history', () => {
  it('are the same whether they were looked at after every event or only at its end', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(protocolHistories, histories), async (history) => {
        const events = await recorded(history);
        const watched = new Fold(allProjections);
        for (const event of events) {
          watched.apply(event);
          whole(watched);
        }
        expect(whole(watched)).toEqual(whole(foldOf(events)));
      }),
      { numRuns: 60 },
    );
  });

  it('have the digest that follows from their rows', async () => {
    await fc.assert(
      fc.asyncProperty(histories, async (history) => {
        const views = foldOf(await recorded(history));
        const answers = levels.flatMap((level) => overview(views, 'e1', { level, limit: 1000 }) ?? []);
        const rows = answers.flatMap(({ areas }) => areas).toSorted((a, b) => (a.code < b.code ? -1 : 1));
        for (const { digest } of answers) expect(digest).toBe(digestOf(rows.map(digestOf)));
      }),
      { numRuns: 20 },
    );
  });
});
