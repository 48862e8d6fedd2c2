import type { Contest, Relation } from './answers.ts';
import { p } from '../words/protocol/protocol-words.ts';
import { nameOf, t } from '../words/words.svelte.ts';

/** A line of the ballot, or of what was found invalid. */
export function lineName(line: string, { candidates }: Pick<Contest, 'candidates'>): string {
  if (line === 'against-all') return t('contest.against');
  if (line === 'invalid') return t('figure.ballotsInvalid');
  return candidates.find(({ code }) => code === line)?.name ?? line;
}

interface OfSubject {
  readonly kind: string;
  readonly subject: string;
}

/** What a control relation is held against: the line of the ballot, or the mobile box; empty where it is the whole paper. */
export function subjectName({ kind, subject }: OfSubject, contest: Pick<Contest, 'candidates'>): string {
  return kind === 'C14' && subject ? lineName(subject, contest) : subject;
}

/** A control relation in words, with what it is held against. */
export function relationName(
  of: OfSubject,
  contest: Pick<Contest, 'candidates'>,
  relations: readonly Relation[],
): string {
  const words = nameOf(relations.find(({ id }) => id === of.kind)?.words);
  const subject = subjectName(of, contest);
  return p(subject ? 'amiss.subject' : 'amiss.relation', { kind: of.kind, subject, words });
}
