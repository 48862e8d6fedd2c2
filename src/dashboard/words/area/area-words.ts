import { speaking } from '../words.svelte.ts';
import { en } from './en.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';

/** A text of the views of areas, in the page's language. */
export const a = speaking({ kk, ru, en });
