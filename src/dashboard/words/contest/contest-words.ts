import { speaking } from '../words.svelte.ts';
import { en } from './en.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';

/** A text of the contest view in the page's language. */
export const c = speaking({ kk, ru, en });
