import { en } from './en.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';
import { speaking } from '../words.svelte.ts';

/** A text of the verify view in the page's language. */
export const v = speaking({ kk, ru, en });
