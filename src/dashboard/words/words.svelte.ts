import { here } from '../location.svelte.ts';
import { en } from './en.ts';
import { dateFormat, numberFormat } from './formats.ts';
import { kazakhDate } from './kazakh.ts';
import { kk } from './kk.ts';
import { filled, type Message } from './message.ts';
import { ru } from './ru.ts';

export type Key = keyof typeof en;
export const languages = ['kk', 'ru', 'en'] as const;
export type Language = (typeof languages)[number];
const catalogues: Readonly<Record<Language, Readonly<Record<Key, Message>>>> = { kk, ru, en };

const kept = 'vote-record.language';

/** The language of the page: the address's, else the one chosen before, else the reader's first that there is. */
class Words {
  #chosen = $state(localStorage.getItem(kept));

  get language(): Language {
    const wanted = [here.language, this.#chosen, ...navigator.languages.map((tag) => tag.slice(0, 2))];
    return wanted.find((tag): tag is Language => languages.includes(tag as Language)) ?? 'kk';
  }

  choose(language: Language): void {
    localStorage.setItem(kept, language);
    this.#chosen = language;
    if (here.language) here.change('lang', undefined, true);
  }
}

export const words = new Words();

/** Texts of a catalogue in the page's language. A view that not everybody opens brings along its own. */
export function speaking<K extends string>(
  texts: Readonly<Record<Language, Readonly<Record<K, Message>>>>,
): (key: K, values?: Readonly<Record<string, string | number>>) => string {
  return (key, values = {}) => filled(texts[words.language][key], words.language, tags[words.language], values);
}

/** A text in the page's language. */
export const t = speaking<Key>(catalogues);

/** The page's language for a name that has it, else the nearest that it has. */
export function nameOf(name: { readonly kk?: string; readonly ru?: string; readonly en?: string } | undefined): string {
  if (!name) return '';
  return name[words.language] ?? name.ru ?? name.kk ?? name.en ?? '';
}

/** Kazakh writes numbers and times of day as Russian does, and many browsers know only that. */
const tags: Readonly<Record<Language, string>> = { kk: 'ru', ru: 'ru', en: 'en-GB' };

/** A count; a dash for a figure that nobody gave, which is not 0. */
export function count(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : numberFormat(tags[words.language]).format(value);
}

/** How much more or less, with its sign; a dash where one of them is not known. */
export function difference(value: number | null): string {
  if (value === null) return '–';
  return numberFormat(tags[words.language], { signDisplay: 'exceptZero' }).format(value);
}

/** A part of a whole; a dash where there is no whole: there is no percentage of nothing. */
export function percent(part: number | null | undefined, whole: number | null | undefined, digits = 1): string {
  const share = shareOf(part, whole);
  if (share === undefined) return '–';
  const format = { style: 'percent', minimumFractionDigits: digits, maximumFractionDigits: digits } as const;
  return numberFormat(tags[words.language], format).format(share);
}

/** `undefined` where one of them is not known, or the whole is nothing. */
export function shareOf(part: number | null | undefined, whole: number | null | undefined): number | undefined {
  return part === null || part === undefined || !whole ? undefined : part / whole;
}

export function day(iso: string): string {
  return date(new Date(`${iso}T00:00Z`), 'UTC');
}

export function moment(instant: Date | string, timeZone?: string): string {
  const when = new Date(instant);
  const time = { hour: '2-digit', minute: '2-digit', timeZone } as const;
  return `${date(when, timeZone)}, ${dateFormat(tags[words.language], time).format(when)}`;
}

export function clock(instant: Date): string {
  return dateFormat(tags[words.language], { timeStyle: 'medium' }).format(instant);
}

function date(when: Date, timeZone: string | undefined): string {
  if (words.language === 'kk') return kazakhDate(when, timeZone);
  return dateFormat(tags[words.language], { dateStyle: 'long', timeZone }).format(when);
}
