import { describe, expect, test } from '@jest/globals';
import { controlRelation, controlRelations, formulaOf, relationIds } from '../../src/domain/rules/control-relations.ts';
import { parseFormula } from '../../src/domain/rules/formula.ts';
import { kzAkim2021 } from '../../src/domain/rules/kz-akim-2021.ts';
import { kzAkim2026 } from '../../src/domain/rules/kz-akim-2026.ts';
import { plurality } from '../../src/domain/rules/plurality.ts';

describe('the control relations', () => {
  test('are fourteen, each once, in their order', () => {
    expect(controlRelations.map(({ id }) => id)).toEqual([...relationIds]);
    expect(relationIds).toEqual(Array.from({ length: 14 }, (_, i) => `C${i + 1}`));
  });

  test.each(controlRelations)('$id is a formula, with its article and its words in three languages', (relation) => {
    expect(formulaOf(relation.id)).toEqual(parseFormula(relation.formula));
    expect(controlRelation(relation.id)).toBe(relation);
    expect(relation.article).toMatch(/^art\. \d+(-\d+)?$/);
    const { kk, ru, en } = relation.words;
    expect(new Set([kk, ru, en]).size).toBe(3);
    for (const words of [kk, ru, en]) expect(words).toMatch(/^\p{Lu}.*\.$/u);
    expect(kk).toMatch(/[әғқңөұүһі]/i);
    expect(ru).not.toMatch(/[әғқңөұүһі]/i);
  });

  test('that stop certification are those which change or void a figure', () => {
    const errors = controlRelations.filter(({ severity }) => severity === 'error').map(({ id }) => id);
    expect(errors).toEqual(['C2', 'C3', 'C7', 'C10', 'C11', 'C12', 'C13', 'C14']);
    expect(controlRelation('C6').severity).toBe('invalidates');
  });

  test('apply all in Kazakhstan; elsewhere none that speaks of what only its law knows', () => {
    for (const rules of [kzAkim2021, kzAkim2026]) expect(rules.protocol.relations).toEqual([...relationIds]);
    for (const own of ['C4', 'C6', 'C8', 'C10', 'C11'] as const)
      expect(plurality.protocol.relations).not.toContain(own);
  });
});
