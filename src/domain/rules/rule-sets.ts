import { kzAkim2021 } from './kz-akim-2021.ts';
import { kzAkim2026 } from './kz-akim-2026.ts';
import { plurality } from './plurality.ts';
import type { RuleSet } from './rule-set.ts';

export const ruleSets: readonly RuleSet[] = [kzAkim2021, kzAkim2026, plurality];

export function ruleSet(id: string): RuleSet | undefined {
  return ruleSets.find((rules) => rules.id === id);
}
