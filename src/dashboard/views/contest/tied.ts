import type { Contest } from '../../data/answers.ts';
import { lineName } from '../../data/relation.ts';
import { t } from '../../words/words.svelte.ts';

/** Who is level in a contest, and at how many votes. */
export function tied({ votes, candidates }: NonNullable<Contest['tie']>, contest: Contest): string {
  return t('contest.tie', { n: votes, names: candidates.map((code) => lineName(code, contest)).join(', ') });
}
