import { base64, fromBase64, fromDecimal, sameBytes } from './encoding.ts';
import { Malformed } from './malformed.ts';
import { emptyRoot, type Hash } from './merkle.ts';

/** What a log signs: how many leaves it has, and the root over them (c2sp.org/tlog-checkpoint). */
export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** The text that is signed. */
export function formatCheckpoint({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${base64(root)}\n`;
}

/** @param text of a note, with its last newline @throws {@link Malformed} */
export function parseCheckpoint(text: string): Checkpoint {
  const [origin, sizeLine, rootLine, ...extensions] = text.split('\n');
  const size = fromDecimal(sizeLine ?? '');
  const root = fromBase64(rootLine ?? '');
  if (!origin || size === undefined || root?.length !== 32 || extensions.at(-1) !== '') {
    throw new Malformed('a checkpoint has three lines: origin, size in decimal, root in base64');
  }
  if (extensions.slice(0, -1).includes('')) throw new Malformed('a checkpoint has no empty line');
  if (size === 0 && !sameBytes(root, emptyRoot)) throw new Malformed('a checkpoint of no leaves has another root');
  return { origin, size, root };
}
