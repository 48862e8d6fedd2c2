import { a } from '../../words/area/area-words.ts';

/** What is amiss, in words; "none" where nothing is. */
export function flagWords(flagged: number, copies: number, invalidated: number): string {
  const words = [
    flagged > 0 && `⚑ ${a('flag.protocols', { n: flagged })}`,
    copies > 0 && `≠ ${a('flag.copies', { n: copies })}`,
    invalidated > 0 && `✕ ${a('flag.invalidated', { n: invalidated })}`,
  ].filter(Boolean);
  return words.length > 0 ? words.join(', ') : a('flag.none');
}
