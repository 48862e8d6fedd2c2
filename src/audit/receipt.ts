import { deflateSync } from 'node:zlib';
import { renderSVG } from 'uqr';
import { parseNote, formatNote } from '../verifier/formats/note.ts';
import { formatTlogProof, type TlogProof } from '../verifier/formats/tlog-proof.ts';
import { utf8 } from '../verifier/formats/encoding.ts';

/** The most that a QR code holds, in bytes (version 40, level L). */
const qrBytes = 2_953;
/** A post-quantum signature is longer than that by itself; the others are some 100 bytes. */
const longestLine = 200;

/** A receipt that no QR code can hold. */
export class TooLongForQr extends Error {
  override readonly name = 'TooLongForQr';
}

/** Everything that shows an event to be recorded, in one text: the event's leaf is its extra data. */
export function receipt(leaf: string, proof: Omit<TlogProof, 'extra'>): string {
  return formatTlogProof({ ...proof, extra: utf8(leaf) });
}

/**
 * The same, short enough for a QR code: the leaf compressed (zlib), and of the signatures those that are short. It is a
 * receipt all the same, since whoever checks it passes over signatures.
 */
export function shortReceipt(leaf: string, { checkpoint, ...proof }: Omit<TlogProof, 'extra'>): string {
  const note = parseNote(checkpoint);
  const signatures = note.signatures.filter(({ signature }) => signature.length <= longestLine);
  const short = { ...proof, checkpoint: formatNote({ ...note, signatures }) };
  return formatTlogProof({ ...short, extra: deflateSync(leaf, { level: 9 }) });
}

/** A short receipt as a QR code, to be printed beside the figures it is about. @throws {@link TooLongForQr} */
export function receiptAsSvg(leaf: string, proof: Omit<TlogProof, 'extra'>): string {
  const text = shortReceipt(leaf, proof);
  const length = utf8(text).length;
  if (length > qrBytes) throw new TooLongForQr(`The receipt has ${length} bytes; a QR code holds ${qrBytes}.`);
  return renderSVG(text, { ecc: 'L', border: 4, pixelSize: 4 });
}
