import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { evaluate, type FormulaFigures, parseFormula } from '../../src/domain/rules/formula.ts';

const on = (text: string, figures: FormulaFigures = {}) => evaluate(parseFormula(text), figures);
const holds = (text: string, figures?: FormulaFigures) => on(text, figures).holds;

describe('a relation', () => {
  test.each([
    ['1 + 2 * 3 = 7'],
    ['2 * 3 + 1 = 7'],
    ['10 - 4 - 3 = 3'],
    ['24 / 4 / 2 = 3'],
    ['12 / 4 * 3 = 9'],
    ['10 - 6 / 2 = 7'],
    ['roundUp(501 / 100) = 6'],
    ['roundUp(500 / 100) = 5'],
    ['roundUp(1 + 1 / 2) * 2 = 4'],
    ['1 < 2'],
    ['2 > 1'],
    ['2 <= 2'],
    ['2 >= 2'],
    ['1=1 and 2=2 and 3=3'],
  ])('reckons as arithmetic does: %s', (text) => expect(holds(text)).toBe(true));

  test.each([['2 < 2'], ['2 > 2'], ['3 <= 2'], ['1 >= 2'], ['1 = 2'], ['1 = 1 and 1 = 2'], ['1 = 2 and 1 = 1']])(
    'may fail: %s',
    (text) => expect(holds(text)).toBe(false),
  );

  test('adds up a list, which may be empty', () => {
    expect(holds('sum(votes) = 6', { votes: [1, 2, 3] })).toBe(true);
    expect(holds('sum(votes) + 1 = 1', { votes: [] })).toBe(true);
  });

  test('says both sides of the first comparison that fails', () => {
    expect(on('a = a and a <= b + 1 and a = 0', { a: 5, b: 3 })).toEqual({ holds: false, left: 5, right: 4 });
  });

  test('passes over comparisons that lack a figure, and does not apply where all of them do', () => {
    const text = 'a <= b and c <= a';
    expect(holds(text, { a: 2, b: 1, c: 1 })).toBe(false);
    expect(holds(text, { a: 2, b: null, c: 1 })).toBe(true);
    expect(holds(text, { a: 2, b: null, c: 3 })).toBe(false);
    expect(holds(text, { a: 2, b: 2, c: null })).toBe(true);
    expect(holds(text, { a: null, b: 1, c: 3 })).toBe('not-applicable');
    expect(holds('a + b = 1 and sum(v) = 0', { a: 1, b: null, v: null })).toBe('not-applicable');
    expect(holds('roundUp(a / 2) = 1', { a: null })).toBe('not-applicable');
  });

  test('keeps to the figures of its form', () => {
    expect(() => on('a = b', { a: 1 })).toThrow('the form knows no figure b');
    expect(() => on('a = 1', { a: [1] })).toThrow('a is a list of figures');
    expect(() => on('sum(a) = 1', { a: 1 })).toThrow('a is one figure');
  });

  test('of sums and products is what the same arithmetic gives', () => {
    const figure = fc.constantFrom('a', 'b', 'c');
    const signs = fc.array(fc.tuple(fc.constantFrom('+', '-', '*'), figure), { maxLength: 6 });
    const values = fc.record({ a: fc.nat(999), b: fc.nat(999), c: fc.nat(999) });
    fc.assert(
      fc.property(figure, signs, values, (first, rest, { a, b, c }) => {
        const text = [first, ...rest.flat()].join(' ');
        const value = new Function('a', 'b', 'c', `return ${text}`)(a, b, c) as number;
        expect(on(`${text} < 0 - 1000000000000000000000000`, { a, b, c })).toMatchObject({ left: value });
      }),
    );
  });
});

describe('text that is no relation', () => {
  test.each([
    ['', 1, 'end'],
    ['a', 2, 'end'],
    ['a =', 3, 'end'],
    ['= a', 1, '='],
    ['a = b c', 4, 'c'],
    ['a = b = c', 4, '='],
    ['a + = b', 3, '='],
    ['a = b and', 5, 'end'],
    ['and = 1', 1, 'and'],
    ['a = sum(b + c)', 6, '+'],
    ['a = sum(b', 6, 'end'],
    ['a = sum()', 5, ')'],
    ['a = ln(b)', 4, '('],
    ['a ! b', 2, '!'],
    ['a = -1', 3, '-'],
    ['a = (b)', 3, '('],
    ['a == b', 3, '='],
    ['a = 1.5', 4, '.'],
  ])('"%s" is refused with the place of the fault', (text, word, found) => {
    expect(() => parseFormula(text)).toThrow(`"${text}" is no relation: word ${word}, "${found}"`);
  });
});
