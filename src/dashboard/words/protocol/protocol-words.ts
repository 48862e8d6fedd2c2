import { speaking, words } from '../words.svelte.ts';
import { en } from './en.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';

/** A text about protocols in the page's language. */
export const p = speaking({ kk, ru, en });

/** An article or chapter of the law as the page's language writes it; the record has `art. 43`, `ch. 13-1`. */
export function article(cited: string): string {
  const [, part, number] = /^(art|ch)\. (\S+)$/.exec(cited) ?? [];
  if (number === undefined || words.language === 'en') return cited;
  if (words.language === 'ru') return `${part === 'art' ? 'ст.' : 'гл.'}\u00A0${number}`;
  return `${number}-${part === 'art' ? 'бап' : 'тарау'}`;
}

/** The same in a table, where it is not to be broken at its hyphens. */
export const articleUnbroken = (cited: string): string =>
  article(cited).replaceAll('-', '\u2011').replaceAll(' ', '\u00A0');
