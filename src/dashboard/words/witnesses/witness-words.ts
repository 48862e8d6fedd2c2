import { en } from './en.ts';
import { kk } from './kk.ts';
import { ru } from './ru.ts';
import { speaking } from '../words.svelte.ts';

/** A text of the view of who watches the log, in the page's language. */
export const w = speaking({ kk, ru, en });
