import { speaking, day, moment, nameOf, count, t, type Key } from '../words/words.svelte.ts';
import { en as actsEn } from '../words/acts/en.ts';
import { kk as actsKk } from '../words/acts/kk.ts';
import { ru as actsRu } from '../words/acts/ru.ts';
import { en } from '../words/record/en.ts';
import { kk } from '../words/record/kk.ts';
import { ru } from '../words/record/ru.ts';
import type { TrailRow } from './trail.ts';

/** The record view's own texts. */
export const r = speaking({ kk, ru, en });

type ActType = keyof typeof actsEn;
const each = <V>(from: typeof actsEn, part: (words: (typeof actsEn)[ActType]) => V) =>
  Object.fromEntries(Object.entries(from).map(([type, words]) => [type, part(words)])) as Record<ActType, V>;
const name = speaking({
  kk: each(actsKk, ([first]) => first),
  ru: each(actsRu, ([first]) => first),
  en: each(actsEn, ([first]) => first),
});
const says = speaking({
  kk: each(actsKk, ([, second]) => second),
  ru: each(actsRu, ([, second]) => second),
  en: each(actsEn, ([, second]) => second),
});

export const actTypes = Object.keys(actsEn) as readonly ActType[];
const isKnown = (type: string): type is ActType => Object.hasOwn(actsEn, type);

/** What happened, in a few words; the type itself for one of a newer record. */
export function actName(type: string): string {
  return isKnown(type) ? name(type) : type;
}

/** What is known beside an act itself. */
export interface Known {
  /** Of a candidate or another line of the ballot; the code itself when unknown. */
  readonly candidate: (code: string) => string;
  readonly timeZone: string | undefined;
}

type Act = Pick<TrailRow, 'type' | 'data' | 'ballots'>;

/** What an act says, as the rest of a sentence; empty when its name says all. */
export function actSays({ type, data, ballots }: Act, known: Known): string {
  if (!isKnown(type)) return '';
  const values = Object.entries(data).map(([field, value]) => [field, valueOf(field, value, data, known)]);
  return says(type, { ...Object.fromEntries(values), n: ballots ?? 0 });
}

interface Member {
  readonly name: string;
  readonly office: string;
}
type Difference = Readonly<Record<string, string | number | null>> & { readonly field: string };

function valueOf(field: string, value: unknown, data: Act['data'], known: Known): string | number {
  const { candidate, timeZone } = known;
  switch (field) {
    case 'candidate':
    case 'winner':
      return candidate(value as string);
    case 'candidates':
    case 'lines':
      return (value as string[]).map(candidate).join(', ');
    case 'votes':
      return typeof value === 'number' ? value : votes(value as Record<string, number>, candidate);
    case 'differences':
      return (value as Difference[]).map((one) => difference(one, candidate)).join('; ') || '–';
    case 'members':
      return (value as Member[]).map(({ name: who, office }) => `${who} (${said('office', office)})`).join(', ');
    case 'nominatedBy':
      return (data['party'] as string | null) ?? t(`nominator.${value as 'self'}`);
    case 'until':
      return moment(value as string, timeZone);
    case 'votingDay':
      return day(value as string);
    default:
      return plain(field, value);
  }
}

function plain(field: string, value: unknown): string | number {
  if (value === null || value === undefined) return '–';
  if (typeof value === 'number') return value;
  if (typeof value === 'object') return field === 'name' ? nameOf(value) : '';
  return said(field, String(value));
}

/** A value of a closed list in words, if it is one. */
export function said(field: string, value: string): string {
  const key = `record.said.${field}.${value}`;
  return Object.hasOwn(en, key) ? r(key as keyof typeof en) : value;
}

function votes(all: Readonly<Record<string, number>>, candidate: Known['candidate']): string {
  return Object.entries(all)
    .map(([code, n]) => `${candidate(code)} ${count(n)}`)
    .join(', ');
}

function difference({ field, ...both }: Difference, candidate: Known['candidate']): string {
  const [left, right] = Object.values(both).map((value) => (typeof value === 'number' ? count(value) : (value ?? '–')));
  return `${fieldName(field, candidate)}: ${left} ${'before' in both ? '→' : '≠'} ${right}`;
}

/** The name of a field that a JSON pointer into a protocol's content names. */
function fieldName(pointer: string, candidate: Known['candidate']): string {
  const [, part, what, ...more] = pointer.split('/');
  if (part === 'votes' && what !== undefined) return candidate(what);
  const key = `figure.${what}`;
  return part === 'figures' && more.length === 0 ? t(key as Key) : pointer.slice(1);
}
