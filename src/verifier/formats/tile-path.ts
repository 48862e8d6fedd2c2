import { fromDecimal } from './encoding.ts';

/** Hashes of a full tile, entries of a full bundle (c2sp.org/tlog-tiles). */
export const tileWidth = 256;

/** A tile of hashes, or a bundle of entries: `width` of them, 256 unless it is the last one as it grows. */
export interface TileName {
  readonly level: number | 'entries';
  readonly index: number;
  readonly width: number;
}

/** `tile/<L>/<N>[.p/<W>]`; N in groups of three digits, all but the last with an x before it: 1234067 is `x001/x234/067`. */
export function tilePath({ level, index, width }: TileName): string {
  const digits = String(index);
  const groups = digits.padStart(Math.ceil(digits.length / 3) * 3, '0').match(/\d{3}/g)!;
  const path = groups.map((group, i) => (i === groups.length - 1 ? group : `x${group}`)).join('/');
  return `tile/${level}/${path}${width === tileWidth ? '' : `.p/${width}`}`;
}

/** The inverse of {@link tilePath}; `undefined` for a path that it never gives. */
export function parseTilePath(path: string): TileName | undefined {
  const [, tile, levelText, groups, widthText] =
    /^(tile\/(\d{1,2}|entries)\/((?:x\d{3}\/){0,5}\d{3})(?:\.p\/(\d{1,3}))?)$/.exec(path) ?? [];
  if (tile === undefined) return undefined;
  const level = levelText === 'entries' ? ('entries' as const) : fromDecimal(levelText!);
  const index = Number(groups!.replaceAll(/[x/]/g, ''));
  const width = widthText === undefined ? tileWidth : fromDecimal(widthText);
  if (level === undefined || (level !== 'entries' && level > 63)) return undefined;
  if (width === undefined || width < 1 || width > tileWidth) return undefined;
  const name = { level, index, width };
  return tilePath(name) === path ? name : undefined;
}

/** A bundle of entries: each with its length in two bytes before it. @throws RangeError for one of over 65,535 bytes */
export function entryBundle(entries: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(entries.reduce((sum, { length }) => sum + 2 + length, 0));
  const view = new DataView(bytes.buffer);
  let at = 0;
  for (const entry of entries) {
    if (entry.length > 0xffff) throw new RangeError(`an entry of ${entry.length} bytes`);
    view.setUint16(at, entry.length);
    bytes.set(entry, at + 2);
    at += 2 + entry.length;
  }
  return bytes;
}
