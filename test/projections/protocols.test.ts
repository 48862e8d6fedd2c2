import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { listDiscrepancies } from '../../src/projections/discrepancies/query.ts';
import { summariseDiscrepancies } from '../../src/projections/discrepancies/summary.ts';
import { Fold } from '../../src/projections/fold.ts';
import { listObserverCopies } from '../../src/projections/observer-copies/query.ts';
import { copyTotals } from '../../src/projections/observer-copies/totals.ts';
import { overview } from '../../src/projections/overview/query.ts';
import type { Views } from '../../src/projections/projection.ts';
import { findProtocol, listProtocols } from '../../src/projections/protocols/query.ts';
import { allProjections } from '../../src/projections/read-models.ts';
import { results } from '../../src/projections/results/projection.ts';
import { resultsOf } from '../../src/projections/results/query.ts';
import { tabulationOf } from '../../src/projections/results/tabulation.ts';
import { openSnapshots } from '../../src/projections/snapshots/sqlite-snapshots.ts';
import { openSqliteStore } from '../../src/event-store/sqlite/store.ts';
import { addressOf } from '../../src/domain/stream.ts';
import { record } from '../support/history.ts';
import { eventsOf, foldOf, recorded } from './answers.ts';
import { isKz, openErrors, plainRow, precinctsOf } from './plain-protocols.ts';
import { precincts, protocolHistories } from './protocol-histories.ts';

/** All that is answered from protocols, as JSON. */
function answersOf(views: Views) {
  const view = views.view(results);
  return JSON.parse(
    JSON.stringify({
      results: resultsOf(view, 'e'),
      protocols: listProtocols(view, 'e', 'c'),
      each: precincts.map((precinct) => findProtocol(view, 'e', 'c', precinct) ?? null),
      discrepancies: listDiscrepancies(view, 'e', { limit: 1000 }),
      summary: summariseDiscrepancies(view, 'e'),
      copies: listObserverCopies(view, 'e', { limit: 1000 }),
      totals: copyTotals(view, 'e', 'c'),
      overview: overview(views, 'e', { level: 'locality' }),
      tabulation: { ...tabulationOf(view.get('e')!.find('c')!, 0), changedAt: 0 },
    }),
  ) as Record<string, unknown>;
}

describe('The protocols of any history', () => {
  it('come to what a plain count of its events gives, in each precinct and area', async () => {
    await fc.assert(
      fc.asyncProperty(protocolHistories, async (history) => {
        const { contests } = resultsOf(foldOf(await recorded(history)).view(results), 'e')!;
        for (const { code, precincts: counts, figures, votes, fromProtocols } of contests[0]!.areas) {
          const { counted, flagged, invalidated, papers, ...plain } = plainRow(history, precinctsOf[code]!);
          expect([code, counts]).toEqual([
            code,
            { expected: precinctsOf[code]!.length, counted, flagged, invalidated },
          ]);
          const { ballotsIssued, votersOnRoll } = figures;
          expect([code, { votes, ballotsIssued, votersOnRoll }]).toEqual([code, plain]);
          expect(fromProtocols === null).toBe(papers === 0);
          if (fromProtocols) expect(fromProtocols.votes).toEqual(votes);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('have open errors where the relations, written out by hand, fail unexplained', async () => {
    await fc.assert(
      fc.asyncProperty(protocolHistories, async (history) => {
        const view = foldOf(await recorded(history)).view(results);
        const open = listDiscrepancies(view, 'e', { severity: 'error', status: 'open', limit: 1000 })!
          .discrepancies.filter(({ kind }) => kind !== 'observer-copy')
          .map(({ precinct, kind, subject }) => `${precinct} ${kind} ${subject}`);
        const plain = precincts.flatMap((code) => {
          const own = history.filter(({ stream }) => addressOf(stream)!.precinct === code);
          if (own.some(({ type }) => type === 'PrecinctResultInvalidated')) return [];
          return openErrors(own, isKz(history)).map((key) => `${code} ${key}`);
        });
        expect(open.toSorted()).toEqual(plain.toSorted());
        const stops = tabulationOf(view.get('e')!.find('c')!, 0).discrepancies.map(
          ({ precinct, relation }) => `${precinct} ${relation}`,
        );
        expect(stops.toSorted()).toEqual([...new Set(plain.map((key) => key.split(' ', 2).join(' ')))].toSorted());
      }),
      { numRuns: 60 },
    );
  });

  it('are the same when taken up from a snapshot as when folded at once', async () => {
    await fc.assert(
      fc.asyncProperty(protocolHistories, fc.nat(), async (history, cut) => {
        const store = await openSqliteStore(':memory:');
        await record(store, history);
        const events = await eventsOf(store);
        const snapshots = openSnapshots(':memory:');
        await snapshots.save(foldOf(events.slice(0, 1 + (cut % events.length))));
        const restored = (await snapshots.latest(allProjections, store))!;
        for (const event of events) restored.apply(event);
        expect(answersOf(restored)).toEqual(answersOf(foldOf(events)));
        await store.close();
      }),
      { numRuns: 25 },
    );
  });

  it('have another digest exactly when something of their answer is another', async () => {
    await fc.assert(
      fc.asyncProperty(protocolHistories, async (history) => {
        const events = await recorded(history);
        const fold = new Fold(allProjections);
        const seen = new Map<string, string>();
        const contents = new Map<string, string>();
        for (const event of events) {
          fold.apply(event);
          for (const precinct of precincts) {
            const found = findProtocol(fold.view(results), 'e', 'c', precinct);
            if (!found) continue;
            const { digest, ...content } = found;
            const text = JSON.stringify(content);
            expect(seen.get(digest) ?? text).toBe(text);
            expect(contents.get(text) ?? digest).toBe(digest);
            seen.set(digest, text);
            contents.set(text, digest);
          }
        }
      }),
      { numRuns: 15 },
    );
  });

  it('are listed whole and in order by pages of any size', async () => {
    await fc.assert(
      fc.asyncProperty(protocolHistories, fc.integer({ min: 1, max: 7 }), async (history, limit) => {
        const view = foldOf(await recorded(history)).view(results);
        const paged = <A extends { next: string | null }>(
          ask: (after: string | undefined) => A,
          rows: (page: A) => readonly unknown[],
        ) => {
          const all: unknown[] = [];
          for (let page = ask(undefined); ; page = ask(page.next!)) {
            all.push(...rows(page));
            if (page.next === null) return all;
          }
        };
        expect(
          paged(
            (after) => listDiscrepancies(view, 'e', { limit, after })!,
            (page) => page.discrepancies,
          ),
        ).toEqual(listDiscrepancies(view, 'e', { limit: 1000 })!.discrepancies);
        expect(
          paged(
            (after) => listObserverCopies(view, 'e', { limit, after })!,
            (page) => page.copies,
          ),
        ).toEqual(listObserverCopies(view, 'e', { limit: 1000 })!.copies);
        expect(
          paged(
            (after) => summariseDiscrepancies(view, 'e', { limit, after })!,
            (page) => page.areas,
          ),
        ).toEqual(summariseDiscrepancies(view, 'e')!.areas);
      }),
      { numRuns: 15 },
    );
  });
});

describe('Histories drawn for these tests', () => {
  it('get as far as recounts, invalid results, differing copies and explanations', () => {
    const types = new Set(
      fc.sample(protocolHistories, { numRuns: 100, seed: 1 }).flatMap((history) => history.map(({ type }) => type)),
    );
    expect([...types]).toEqual(
      expect.arrayContaining([
        'ProtocolEntriesDiffered',
        'ProtocolEntryDiscarded',
        'ProtocolAccepted',
        'DiscrepancyFlagged',
        'DiscrepancyExplained',
        'ProtocolPosted',
        'ObserverCopyDiffered',
        'RecountOrdered',
        'RecountCompleted',
        'PrecinctResultInvalidated',
        'MobileBoxInvalidated',
      ]),
    );
  });
});
