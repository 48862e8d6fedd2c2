import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { ticks } from '../../src/dashboard/charts/scale.ts';
import { piecesOf, regionOf, tiles } from '../../src/dashboard/charts/regions.ts';
import { csvOf } from '../../src/dashboard/data/csv.ts';
import { formOrder } from '../../src/dashboard/data/form.ts';
import { type Figures, Rows } from '../../src/dashboard/data/rows.ts';
import { figureNames } from '../../src/domain/protocol/figures.ts';
import { pathOf, type Route, routeOf } from '../../src/dashboard/routes.ts';

describe('An address', () => {
  test('leads back to what it was made of, whatever the codes', () => {
    const code = fc.string({ minLength: 1, maxLength: 20, unit: 'grapheme' }).filter((text) => text.isWellFormed());
    const routes: fc.Arbitrary<Route> = fc.oneof(
      fc.record({ view: fc.constantFrom('election' as const, 'search' as const, 'record' as const), election: code }),
      fc.record({ view: fc.constant('verify' as const) }),
      fc.record({
        view: fc.constantFrom('area' as const, 'contest' as const, 'precinct' as const),
        election: code,
        code,
      }),
    );
    fc.assert(fc.property(routes, (route) => expect(routeOf(pathOf(route))).toEqual(route)));
  });

  test.each(['/x', '/e', '/e/', '/e/a/nothing/b', '/e/a/areas', '/e/a/areas/b/c', '/e/a/constructor/b'])(
    '%s leads nowhere',
    (path) => expect(routeOf(path)).toEqual({ view: 'nowhere' }),
  );
});

describe('Rows of figures', () => {
  const told = (position: number, ballots: number): Figures => ({
    position,
    progress: {
      position,
      digest: String(position),
      areas: [
        {
          level: 'precinct',
          code: 'p',
          precincts: { expected: 1, opened: 1, closed: 0 },
          boxes: { sealed: 1, closed: 0 },
          ballots,
        } as never,
      ],
      contests: [],
    },
  });

  test('are never replaced by older ones', () => {
    const rows = [told(5, 50), told(9, 90), told(7, 70)].reduce((held, figures) => held.with(figures), new Rows());
    expect([rows.position, rows.progress('precinct', 'p')!.ballots]).toEqual([9, 90]);
  });
});

describe('A protocol', () => {
  test('has its figures in the order of the form', () => expect(formOrder).toEqual(figureNames));
});

describe('A downloaded table', () => {
  test('quotes what must be quoted, leaves out what is not known, and holds no formula', () => {
    const csv = csvOf({
      columns: ['Name', 'Votes'],
      rows: [
        ['Ә, "Б"', 5],
        ['=1+1', null],
      ],
    });
    expect(csv).toBe('\uFEFFName,Votes\r\n"Ә, ""Б""",5\r\n\'=1+1,\r\n');
  });
});

describe('A chart', () => {
  test('has round marks on its axis, from nothing to at least the most there is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20_000_000 }), (most) => {
        const marks = ticks(most);
        expect(marks[0]).toBe(0);
        expect(marks.at(-1)).toBeGreaterThanOrEqual(most);
        expect(marks.length).toBeLessThanOrEqual(7);
        expect(String(marks[1]).replace(/[.0]/g, '')).toMatch(/^[125]$/);
      }),
    );
  });

  test('of the country has a place of its own for each of the 17 regions and 3 cities', () => {
    expect(Object.keys(tiles)).toHaveLength(20);
    expect(new Set(Object.values(tiles).map(({ column, row }) => `${column} ${row}`)).size).toBe(20);
    expect(tiles[regionOf('632810000')]).toEqual(tiles['63']);
    for (const language of ['kk', 'ru', 'en'] as const) {
      expect(new Set(Object.values(tiles).map(({ brief }) => brief[language])).size).toBe(20);
    }
    expect(piecesOf('Восточно-Казахстанская')).toEqual(['Восточно-', 'Казахстанская']);
  });
});
